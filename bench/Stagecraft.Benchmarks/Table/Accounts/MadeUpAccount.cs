using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Testing;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>A sandbox in this process under a virtual clock: what is counted is the same on every machine.</summary>
internal sealed class MadeUpAccount : IAccount
{
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan Boot = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Destroy = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Hour = TimeSpan.FromMinutes(61);

    private readonly VirtualTimeProvider _time = new();
    private readonly DigitalOceanSandbox _sandbox;

    public MadeUpAccount() => _sandbox = DigitalOceanSandbox.Create(new SandboxOptions
    {
        TimeProvider = _time,
        Latency = Latency,
        Boot = Boot,
        Destroy = Destroy,
        DropletLimit = int.MaxValue,
    });

    public TimeProvider Time => _time;

    public Uri Address { get; } = new("https://api.digitalocean.com");

    public string Token => "dop_v1_made-up";

    public string Project => "shop";

    public string Environment => "prod";

    public string SshKey => "my-ssh-key";

    public HttpMessageHandler NewHandler() => _sandbox.CreateHandler();

    public T Run<T>(Func<CancellationToken, Task<T>> job) => _time.Run(() => job(CancellationToken.None));

    public void Finish(Func<Task> job) => _time.Run(job);

    public void FreshBudget(int hosts) => _time.Run(() => Task.Delay(Hour, _time));

    /// <summary>The hosts are there, active, as if made long ago.</summary>
    public void Fill(Fleet fleet) => Filling.Of(_sandbox, fleet, this);

    /// <summary>Unmanaged droplets that are not declared.</summary>
    public void FillUnmanaged(int droplets)
    {
        for (int i = 0; i < droplets; i++)
        {
            _sandbox.CreateDroplet($"other-{i}", ["other"]);
        }
    }

    public void Dispose() => _sandbox.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
