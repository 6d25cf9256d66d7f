using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Benchmarks.Table.Native;

/// <summary>A sandbox of this process on a loopback port, without latency and limits, in which some hosts are in sync; and the config that
/// declares them.</summary>
internal sealed class LoopbackAccount : IDisposable
{
    private const string Project = "shop";
    private const string Environment = "prod";

    private readonly DigitalOceanSandbox _sandbox;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-table-");

    public LoopbackAccount(Fleet fleet)
    {
        _sandbox = DigitalOceanSandbox.StartAsync(new SandboxOptions { RateLimit = false, DropletLimit = int.MaxValue }).GetAwaiter()
            .GetResult();
        Filling.Of(_sandbox, fleet, Project, Environment);
        Config = Path.Combine(_folder.FullName, "stagecraft.yml");
        File.WriteAllText(Config, fleet.Yaml(Project, Environment, "my-ssh-key"));
        Variables = new Dictionary<string, string>
        {
            ["DO_TOKEN"] = "dop_v1_made-up",
            ["DIGITALOCEAN_API_URL"] = _sandbox.Address!.AbsoluteUri,
        };
    }

    public string Config { get; }

    public IReadOnlyDictionary<string, string> Variables { get; }

    public void Dispose()
    {
        _sandbox.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }
}
