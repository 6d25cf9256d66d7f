using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>A role behind a load balancer, in a state file, whose droplets respond to HTTP requests on this machine some time after their
/// boot.</summary>
internal sealed class RollingAccount : IAsyncDisposable
{
    private static readonly TimeSpan Boot = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Start = TimeSpan.FromMilliseconds(700);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-");
    private readonly TcpListener _web = new(IPAddress.Any, 0);
    private readonly SandboxOptions _options;
    private readonly int _hosts;
    private readonly Task _serving;
    private int _mostUnready;

    /// <param name="hosts">The number of hosts.</param>
    /// <param name="from">The folder of an account to begin with a copy of, while nothing uses it; null for an empty account.</param>
    internal RollingAccount(int hosts, string? from = null)
    {
        _hosts = hosts;
        foreach (string file in from is null ? [] : Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        _options = new SandboxOptions
        {
            Boot = Boot,
            Destroy = TimeSpan.FromMilliseconds(200),
            ActionTime = TimeSpan.FromMilliseconds(200),
            StateFile = Path.Combine(Folder, "state.db"),
            Token = RealCommand.Token,
        };
        Truth = DigitalOceanSandbox.Create(_options);
        _web.Start();
        _serving = ServeAsync();
    }

    internal string Folder => _folder.FullName;

    /// <summary>The account as it is.</summary>
    internal DigitalOceanSandbox Truth { get; }

    /// <summary>How many hosts were not ready at the same time, at most, after the first time that all were.</summary>
    internal int MostUnready => _mostUnready;

    internal string Image { get; set; } = "debian-12-x64";

    internal string Size { get; set; } = "s-1vcpu-1gb";

    /// <summary>Runs a command that shares nothing with another but the account.</summary>
    /// <returns>The result; null if it was killed.</returns>
    internal async Task<CliResult?> RunAsync(string arguments, Kill? kill = null)
    {
        await using Door door = await Door.OpenAsync(_options, kill);
        door.Before = _ => Watch();
        await using LocalRelay relay = new(door.Address);
        using CommandProcess process = new(relay.Address, Config, arguments);
        door.Enter(process);
        CliResult result = await process.EndAsync();
        await door.DrainAsync();
        return door.KilledAt is null ? result : null;
    }

    /// <summary>From now on, hosts that are not ready are counted.</summary>
    internal void BeginWatch() => _mostUnready = 0;

    /// <summary>What is not as the config declares it.</summary>
    internal IReadOnlyList<string> Faults()
    {
        SandboxDroplet[] droplets = [.. Truth.Droplets.OrderBy(d => d.Id)];
        string[] names = [.. Enumerable.Range(1, _hosts).Select(i => $"prod-app-{i}").Order(StringComparer.Ordinal)];
        return
        [
            .. Unless(droplets.Select(d => d.Name).Order(StringComparer.Ordinal).SequenceEqual(names), "droplets"),
            .. droplets.SelectMany(d => Unless(d.Status == "active", $"{d.Name} is {d.Status}")),
            .. droplets.SelectMany(d => Unless(d.Size == Size, $"{d.Name} has {d.Size}")),
            .. Unless(!droplets.SelectMany(d => d.Tags).Any(t => t.StartsWith("stagecraft-re", StringComparison.Ordinal)), "tags"),
            .. Unless(Truth.Resources.LoadBalancers.Count == 1, "load balancers"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _web.Dispose();
        await _serving;
        await Truth.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string Config => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        project: { name: shop }
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              ssh_key_name: my-ssh-key
              default_region: nyc3
              default_size: {{Size}}
              default_image: {{Image}}
              settle_window: 1s
              poll_interval: 1s
              hosts:
                prod:
                  app: { count: {{_hosts}}, role: app, wait: http, health: { port: {{((IPEndPoint)_web.LocalEndpoint).Port}}, path: /up } }
              environments:
                prod:
                  load_balancers:
                    web: { role: app, forward: [ { from: http/80, to: http/80 } ] }
        """);

    private static IEnumerable<string> Unless(bool isRight, string what) => isRight ? [] : [$"not as expected: {what}"];

    private void Watch()
    {
        int unready = _hosts - Truth.Droplets.Count(IsReady);
        int most = Volatile.Read(ref _mostUnready);
        while (unready > most && Interlocked.CompareExchange(ref _mostUnready, unready, most) != most)
        {
            most = Volatile.Read(ref _mostUnready);
        }
    }

    // A droplet that was switched on again is ready immediately.
    private static bool IsReady(SandboxDroplet droplet) =>
        droplet is { Status: "active", IsDeleting: false } && DateTimeOffset.UtcNow >= droplet.CreatedAt + Boot + Start;

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = RespondAsync(await _web.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is disposed.
        }
    }

    private async Task RespondAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                byte[] request = new byte[4096];
                _ = await client.GetStream().ReadAsync(request);
                string local = ((IPEndPoint)client.Client.LocalEndPoint!).Address.ToString();
                string address = local.Replace("127.", "198.", StringComparison.Ordinal);
                bool isReady = Truth.Droplets.Any(d => d.PublicIpv4 == address && IsReady(d));
                string status = isReady ? "200 OK" : "503 Service Unavailable";
                await client.GetStream().WriteAsync(
                    Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
            catch (IOException)
            {
                // A killed process closes its connection.
            }
        }
    }
}
