using System.Text;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>Spec interface.md 7.1.2 and 8.0: the names that a file declares, even if it has problems.</summary>
public sealed class DeclaredNamesTests
{
    [Fact]
    public void A_group_is_its_hosts()
    {
        DeclaredNames names = Of("hosts: {prod: {app: {count: 3, protected: true}, none: {count: 0}, db-1: {role: }}}");

        names.Hosts.Should().BeEquivalentTo("app-1", "app-2", "app-3", "db-1");
        names.Protected.Should().BeEquivalentTo("app-1", "app-2", "app-3");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("\"2\"")]
    [InlineData("")]
    public void A_group_with_an_invalid_number_misses_no_host(string count)
    {
        DeclaredNames names = Of($"hosts: {{prod: {{app: {{protected: true, count: {count}}}}}}}");

        names.Protected.Should().HaveCount(HostGroup.MaxCount).And.Contain("app-1").And.Contain("app-1000");
        names.Hosts.Should().BeEquivalentTo(names.Protected);
    }

    [Fact]
    public void The_names_of_many_groups_do_not_fill_the_memory()
    {
        string groups = string.Join(", ", Enumerable.Range(1, 5000).Select(i => $"g{i}: {{count: 1000}}"));

        Of($"hosts: {{prod: {{{groups}}}}}").Hosts.Count.Should().BeInRange(100_000, 110_000);
    }

    private static DeclaredNames Of(string yaml) =>
        DeclaredNames.Of(ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(yaml)))["prod"];
}
