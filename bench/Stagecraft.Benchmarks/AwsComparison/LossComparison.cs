using System.Diagnostics;
using System.Globalization;
using Stagecraft.Sandbox;

namespace Stagecraft.Benchmarks.AwsComparison;

/// <summary>Lost responses to the create of one instance, and a kill during it: the instances after the tool has run again.</summary>
internal static class LossComparison
{
    private static readonly SandboxFaultKind[] Kinds =
    [
        SandboxFaultKind.LostAnswerAfter, SandboxFaultKind.ServerErrorAfter, SandboxFaultKind.GatewayHtmlAfter,
        SandboxFaultKind.TruncatedBody, SandboxFaultKind.LateCommit,
    ];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("\n| the create of one instance | Stagecraft | Terraform |");
        Console.WriteLine("| --- | --- | --- |");
        int ours = await KillStagecraftAsync(cancellationToken).ConfigureAwait(false);
        int theirs = await KillTerraformAsync(cancellationToken).ConfigureAwait(false);
        Print("kill -9 before the response, and run again", ours, theirs);
        foreach (SandboxFaultKind kind in Kinds)
        {
            ours = await LoseAsync(kind, a => new StagecraftTool(a, 1), cancellationToken).ConfigureAwait(false);
            theirs = await LoseAsync(kind, a => new TerraformTool(a, 1), cancellationToken).ConfigureAwait(false);
            Print($"{kind}, and run again", ours, theirs);
        }
    }

    private static void Print(string what, int ours, int theirs) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {ours} | {theirs} |"));

    private static async Task<int> LoseAsync<T>(SandboxFaultKind kind, Func<Uri, T> create, CancellationToken cancellationToken)
        where T : IComparedTool, IDisposable
    {
        await using MeasuredSandbox sandbox = await MeasuredSandbox.StartAsync(cancellationToken).ConfigureAwait(false);
        using T tool = create(sandbox.Address);
        if (tool is TerraformTool terraform)
        {
            await terraform.InitializeAsync(cancellationToken).ConfigureAwait(false);
        }

        sandbox.Sandbox.Conditions = sandbox.Sandbox.Conditions with { Faults = [new() { Kind = kind, On = "* RunInstances" }] };
        await tool.CreateAsync(cancellationToken).ConfigureAwait(false);
        await tool.CreateAsync(cancellationToken).ConfigureAwait(false);
        return sandbox.Living;
    }

    private static async Task<int> KillTerraformAsync(CancellationToken cancellationToken)
    {
        TerraformTool? tool = null;
        await using MeasuredSandbox sandbox = await StartAsync(() => tool?.Current?.Kill(entireProcessTree: true), cancellationToken)
            .ConfigureAwait(false);
        using TerraformTool terraform = new(sandbox.Address, 1);
        await terraform.InitializeAsync(cancellationToken).ConfigureAwait(false);
        tool = terraform;
        await terraform.CreateAsync(cancellationToken).ConfigureAwait(false);
        tool = null;
        terraform.Unlock();
        await terraform.CreateAsync(cancellationToken).ConfigureAwait(false);
        return sandbox.Living;
    }

    private static async Task<int> KillStagecraftAsync(CancellationToken cancellationToken)
    {
        Process? child = null;
        await using MeasuredSandbox sandbox = await StartAsync(() => child?.Kill(entireProcessTree: true), cancellationToken)
            .ConfigureAwait(false);
        using (child = StartChild(sandbox.Address))
        {
            await child.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }

        child = null;
        using Process second = StartChild(sandbox.Address);
        await second.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return sandbox.Living;
    }

    /// <summary>The first create is executed and its response held back; its sender is killed meanwhile.</summary>
    private static async Task<MeasuredSandbox> StartAsync(Action kill, CancellationToken cancellationToken)
    {
        int creates = 0;
        MeasuredSandbox sandbox = await MeasuredSandbox.StartAsync(cancellationToken, request =>
        {
            if (request.Action == "RunInstances" && Interlocked.Increment(ref creates) == 1)
            {
                kill();
            }
        }).ConfigureAwait(false);
        SandboxFault slow = new() { Kind = SandboxFaultKind.Slow, On = "* RunInstances", Delay = TimeSpan.FromSeconds(5) };
        sandbox.Sandbox.Conditions = sandbox.Sandbox.Conditions with { Faults = [slow] };
        return sandbox;
    }

    private static Process StartChild(Uri address) => Process.Start(
        Environment.ProcessPath!,
        [.. RunsInDotnet() ? new[] { typeof(LossComparison).Assembly.Location } : [], "aws-up", address.ToString()]);

    private static bool RunsInDotnet() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
}
