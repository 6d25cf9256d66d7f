using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Sections 2 to 11 against DigitalOcean's own specification.</summary>
[Collection(nameof(Specification))]
public sealed class CaseTests
{
    public static IEnumerable<TheoryDataRow<string>> Titles => AllCases.Titles;

    [Theory] // 2.1, 2.2, 4.1, 5.2
    [MemberData(nameof(Titles))]
    public async Task An_answer_is_as_the_specification_says(string title)
    {
        Case it = AllCases.Get(title);
        Operation operation = await Specification.Operation(it.Operation);
        Reply reply = await it.Run();
        reply.Status.Should().Be(it.Status, reply.Text);
        Conformance.Check(operation, reply);
    }
}
