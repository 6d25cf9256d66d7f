using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>The whole command over the sandbox, under a virtual clock.</summary>
internal sealed class VirtualCommand
{
    internal VirtualCommand(params string[] hosts) => World = new() { Yaml = World.Hosts(hosts) };

    internal World World { get; }

    /// <summary>The droplet of a host; fails if it has several.</summary>
    internal SandboxDroplet Droplet(string host) => World.Cloud.Droplets.Single(d => d.Name == $"staging-{host}");

    /// <summary>Changes the config.</summary>
    internal void Write(string before, string after) => World.Yaml = World.Yaml.Replace(before, after, StringComparison.Ordinal);

    /// <param name="line">The command line.</param>
    /// <param name="isStopped">Interrupts the command as soon as it holds, at the next request; null for never.</param>
    internal CliResult Run(string line, Func<bool>? isStopped = null)
    {
        string section = World.Yaml.Replace("\n", "\n      ", StringComparison.Ordinal);
        using TestCli cli = new(
            $"project: {{ name: shop }}\ncloud:\n  provider: digitalocean\n  providers:\n    digitalocean:\n      {section}\n")
        {
            Time = World.Time,
            CreateProviders = _ =>
            {
                CloudProviderRegistry registry = new();
                registry.Register(World.NewProvider());
                return registry;
            },
        };
        Action<HttpRequestMessage>? check = World.Network.Before;
        World.Network.Before = request =>
        {
            check?.Invoke(request);
            if (isStopped?.Invoke() == true)
            {
                isStopped = null;
                cli.Stop.Cancel();
            }
        };
        try
        {
            return World.Time.Run(() => cli.RunAsync(line));
        }
        finally
        {
            World.Network.Before = check;
        }
    }
}
