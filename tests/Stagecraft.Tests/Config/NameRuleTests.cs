using Stagecraft.Config;

namespace Stagecraft.Tests.Config;

public sealed class NameRuleTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("7", true)]
    [InlineData("app-1", true)]
    [InlineData("a--b", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("A", false)]
    [InlineData("a_b", false)]
    [InlineData("a.b", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("é", false)]
    [InlineData("a١", false)]
    public void Of_names(string name, bool valid) => NameRule.IsValid(name).Should().Be(valid);
}
