using System.Globalization;
using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Parts;

namespace Stagecraft.Benchmarks.Table;

/// <summary>The API that is measured, its description, and the cleanup.</summary>
internal sealed record Setting(Ground Ground, string Where, Action Clear)
{
    private const int MaxOnLoopback = 1_000;
    private const int MaxElsewhere = 10;

    /// <summary>The measurements that do not use the API, as a text.</summary>
    public string Beside => Ground.IsMadeUp ? "; planner and native command: real time" : "";

    public static Setting MadeUp() => new(
        new Ground(IsMadeUp: true, new Lives(() => new MadeUpAccount()), int.MaxValue),
        string.Create(
            CultureInfo.InvariantCulture,
            $"the sandbox under a virtual clock: {MadeUpAccount.Latency.TotalMilliseconds} ms per request, boot "
                + $"{MadeUpAccount.Boot.TotalSeconds} s, destroy {MadeUpAccount.Destroy.TotalSeconds} s, the documented rate limits"),
        () => { });

    /// <exception cref="ArgumentException">The address is not permitted, or an option or the token is missing.</exception>
    public static Setting Real(Uri address, string sshKey, int? most, bool isAgreed, CancellationToken stop)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw new ArgumentException($"{address}: the token is sent only over https, or over http to a loopback address");
        }

        if (!address.IsLoopback && !isAgreed)
        {
            throw new ArgumentException(
                $"{address} is not a loopback address: droplets can cost money there; to permit it, pass --yes");
        }

        if (most < 1)
        {
            throw new ArgumentException("--most requires a number of hosts of 1 or more");
        }

        if (Environment.GetEnvironmentVariable("DO_TOKEN") is not { Length: > 0 } token)
        {
            throw new ArgumentException("DO_TOKEN is not set; set it to the API token");
        }

        RealAccount account = new(address, token, sshKey, stop);
        Ground ground = new(IsMadeUp: false, new Lives(() => account), most ?? (address.IsLoopback ? MaxOnLoopback : MaxElsewhere));
        return new(
            ground,
            string.Create(
                CultureInfo.InvariantCulture, $"{address} in real time, at most {ground.Most} hosts, environment {account.Environment}"),
            account.Clear);
    }
}
