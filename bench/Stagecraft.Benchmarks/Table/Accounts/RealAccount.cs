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

        Console.Error.WriteLine("waiting one minute for the rate limit");
        if (stop.WaitHandle.WaitOne(Minute))
        {
            throw new OperationCanceledException(stop);
        }
    }

    /// <summary>Deletes the remaining droplets of the environment, also after an interruption.</summary>
    public void Clear() => Finish(async () =>
    {
        Measuring.Cost cost = await new Tool(this, new Fleet(1)).DownAsync(CancellationToken.None);
        Console.Error.WriteLine(cost switch
        {
            { Failure: { } failure } => $"error: the droplets with the tag stagecraft-env-{Environment} could not be deleted: {failure}",
            { Hosts: 0 } => "no droplets are left",
            _ => $"{cost.Hosts} remaining droplets were deleted",
        });
    });

    public void Dispose()
    {
        // The droplets are deleted by Clear.
    }
}
