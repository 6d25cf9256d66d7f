using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Tests.Providers;

/// <summary>Spec interface.md 4.</summary>
public sealed class CloudProviderRegistryTests
{
    [Fact]
    public void Providers_are_found_by_id_and_listed_in_order()
    {
        CloudProviderRegistry registry = new();
        Provider second = new("b");
        registry.Register(second);
        registry.Register(new Provider("a"));

        registry.Ids.Should().Equal("a", "b");
        registry.Get("b").Should().BeSameAs(second);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a")]
    public void An_empty_id_and_one_that_is_taken_are_refused(string id)
    {
        CloudProviderRegistry registry = new();
        registry.Register(new Provider("a"));

        registry.Invoking(r => r.Register(new Provider(id))).Should().Throw<ArgumentException>();
        registry.Ids.Should().Equal("a");
    }

    [Theory]
    [InlineData("unknown cloud provider 'x' (known: a, b)", "b", "a")]
    [InlineData("unknown cloud provider 'x' (none is registered)")]
    public void An_unknown_id_is_named_with_the_known_ones(string message, params string[] known)
    {
        CloudProviderRegistry registry = new();
        foreach (string id in known)
        {
            registry.Register(new Provider(id));
        }

        CloudProviderException failure = registry.Invoking(r => r.Get("x")).Should().Throw<CloudProviderException>().Which;

        failure.Code.Should().Be(ErrorCodes.ConfigInvalid);
        failure.Message.Should().Be(message);
    }

    [Fact]
    public void Threads_may_register_at_once()
    {
        CloudProviderRegistry registry = new();

        Parallel.For(0, 100, i => registry.Register(new Provider($"p{i:00}")));

        registry.Ids.Should().HaveCount(100).And.BeInAscendingOrder(StringComparer.Ordinal);
    }

    private sealed class Provider(string id) : ICloudProvider
    {
        public string Id => id;

        public IReadOnlyList<Problem> Validate(ConfigNode config, string? project) => [];

        public System.Text.Json.Nodes.JsonObject DescribeConfig() => throw new NotSupportedException();

        public Task<InfraPlan> PlanAsync(PlanOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApplyReport> ApplyAsync(ApplyOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<HostStatus>> ListHostsAsync(ListOptions options, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
