using System.Diagnostics;
using System.Globalization;
using Stagecraft.Aws.Sandbox;

namespace Stagecraft.Benchmarks.AwsComparison;

/// <summary>A sandbox on a loopback port with the documented limits, 50 ms per request, and instances that boot in 8 s.</summary>
internal sealed class MeasuredSandbox : IAsyncDisposable
{
    private MeasuredSandbox(AwsSandbox sandbox) => Sandbox = sandbox;

    public AwsSandbox Sandbox { get; }

    public Uri Address => Sandbox.Address!;

    /// <summary>The number of instances that are not terminated and not terminating.</summary>
    public int Living => Sandbox.Instances.Count(i => !i.IsEnding);

    public static async Task<MeasuredSandbox> StartAsync(CancellationToken cancellationToken, Action<AwsSandboxRequest>? log = null) =>
        new(await AwsSandbox.StartAsync(
            new AwsSandboxOptions
            {
                Latency = TimeSpan.FromMilliseconds(50),
                VcpuLimit = 10_000,
                Log = log,
            },
            cancellationToken).ConfigureAwait(false));

    /// <summary>Measures a creation, a plan without changes and a deletion, and prints a row for each.</summary>
    public async Task MeasureAsync(int count, string name, IComparedTool tool, CancellationToken cancellationToken)
    {
        await MeasureAsync(count, "create", name, tool.CreateAsync, cancellationToken).ConfigureAwait(false);
        if (Living != count)
        {
            throw new InvalidOperationException($"{name} created {Living} instances instead of {count}.");
        }

        await MeasureAsync(count, "plan, no changes", name, tool.PlanAsync, cancellationToken).ConfigureAwait(false);
        await MeasureAsync(count, "destroy", name, tool.DestroyAsync, cancellationToken).ConfigureAwait(false);
        if (Living != 0)
        {
            throw new InvalidOperationException($"{name} left {Living} instances.");
        }
    }

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();

    private async Task MeasureAsync(
        int count, string job, string name, Func<CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        int before = Sandbox.Requests.Count;
        Stopwatch watch = Stopwatch.StartNew();
        if (!await work(cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"{name} failed: {job}, {count} instances.");
        }

        double seconds = watch.Elapsed.TotalSeconds;
        List<AwsSandboxRequest> sent = [.. Sandbox.Requests.Skip(before)];
        IEnumerable<string> actions = sent.GroupBy(r => r.Action)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} {g.Count()}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {count} | {job} | {name} | {seconds:0.0} | {sent.Count} | {sent.Count(r => r.Status == 503)} "
                + $"| {string.Join(", ", actions)} |"));
    }
}
