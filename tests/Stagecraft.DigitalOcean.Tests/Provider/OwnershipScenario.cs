using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Changes the ownership of droplets, through the provider.</summary>
public abstract class OwnershipScenario
{
    private protected const string Protected = "stagecraft-protected";

    private protected World World { get; } = new();

    private protected SandboxDroplet Legacy(params string[] tags) => World.Cloud.CreateDroplet("legacy-db", tags, "nyc1", "s-2vcpu-4gb");

    private protected OwnershipChange Preview(OwnershipAction action, string host, string? machine = null) =>
        Preview(World, action, host, machine);

    private protected static OwnershipChange Preview(World world, OwnershipAction action, string host, string? machine = null) =>
        world.Time.Run(() => world.NewProvider().PreviewAsync(Options(world, action, host, machine), CancellationToken.None));

    private protected OwnershipResult CarryOut(OwnershipAction action, string host, string? machine = null) =>
        CarryOut(World, action, host, machine, Preview(action, host, machine));

    private protected static OwnershipResult CarryOut(
        World world, OwnershipAction action, string host, string? machine, OwnershipChange change) =>
        world.Time.Run(() => world.NewProvider().ApplyChangeAsync(Options(world, action, host, machine), change, CancellationToken.None));

    private protected CloudProviderException Refuses(OwnershipAction action, string host, string? machine = null)
    {
        CloudProviderException refusal = Thrown(() => Preview(action, host, machine));
        World.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET", StringComparison.Ordinal));
        return refusal;
    }

    private protected CloudProviderException Fails(OwnershipAction action, string host, string? machine = null) =>
        Thrown(() => CarryOut(action, host, machine));

    private protected static CloudProviderException Thrown(Action act) => act.Should().Throw<CloudProviderException>().Which;

    private protected static OwnershipOptions Options(World world, OwnershipAction action, string host, string? machine) => new()
    {
        Config = World.Config(world.Yaml),
        Project = world.Project,
        Environment = "staging",
        Action = action,
        Host = host,
        Machine = machine,
    };

    private protected IReadOnlyList<string> Tags(SandboxDroplet droplet) => Tags(World, droplet);

    private protected static IReadOnlyList<string> Tags(World world, SandboxDroplet droplet) =>
        world.Cloud.Droplets.Single(d => d.Id == droplet.Id).Tags;

    private protected static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
