using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Sections 2 to 11, verified against the specification of DigitalOcean.</summary>
[Collection(nameof(Specification))]
public sealed class CaseTests
{
    public static IEnumerable<TheoryDataRow<string>> Titles => AllCases.Titles;

    [Theory] // 2.1, 2.2, 4.1, 5.2
    [MemberData(nameof(Titles))]
    public async Task A_response_matches_the_specification(string title)
    {
        Case it = AllCases.Get(title);
        Operation operation = await Specification.Operation(it.Operation);
        Reply reply = await it.Run();
        reply.Status.Should().Be(it.Status, reply.Text);
        Conformance.Check(operation, reply);
    }
}
