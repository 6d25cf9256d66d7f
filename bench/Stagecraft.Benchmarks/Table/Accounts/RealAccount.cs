using System.Net;
using System.Security.Cryptography;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>An API at an address, in real time. Its hosts are in an environment with a unique name.</summary>
internal sealed class RealAccount(Uri address, string token, string sshKey, CancellationToken stop) : IAccount
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(61);

    // Jobs of fewer hosts have room in a minute together.
    private const int SurelyRoom = 99;

    public TimeProvider Time => TimeProvider.System;

    public Uri Address => address;

    public string Token => token;

    public string Project => "stagecraft-table";

    public string Environment { get; } = $"table-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    public string SshKey => sshKey;

    public HttpMessageHandler NewHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseProxy = !address.IsLoopback,
    };

    public T Run<T>(Func<CancellationToken, Task<T>> job)
    {
        stop.ThrowIfCancellationRequested();
        return job(stop).GetAwaiter().GetResult();
    }

    public void Finish(Func<Task> job) => job().GetAwaiter().GetResult();

    public void FreshBudget(int hosts)
    {
        if (hosts <= SurelyRoom)
        {
            return;
        }

        Console.Error.WriteLine("waiting for a fresh minute");
        if (stop.WaitHandle.WaitOne(Minute))
        {
            throw new OperationCanceledException(stop);
        }
    }

    /// <summary>Deletes what is left of the environment, called off or not.</summary>
    public void Clear() => Finish(async () =>
    {
        Measuring.Cost cost = await new Tool(this, new Fleet(1)).DownAsync(CancellationToken.None);
        Console.Error.WriteLine(cost switch
        {
            { Failure: { } failure } => $"NOT CLEARED: {failure}. What is left carries the tag stagecraft-env-{Environment}.",
            { Hosts: 0 } => "nothing was left behind",
            _ => $"what was left behind was deleted ({cost.Hosts})",
        });
    });

    public void Dispose()
    {
        // Nothing of it is held: the droplets go by Clear.
    }
}
