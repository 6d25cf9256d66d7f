using System.CommandLine;
using System.Globalization;
using Stagecraft.Providers;

namespace Stagecraft.Benchmarks.AwsComparison;

/// <summary>Runs Stagecraft and Terraform on the AWS sandbox and prints the comparison as Markdown.</summary>
internal static class TerraformAwsCommand
{
    private static readonly Option<int[]> Counts = new("--count")
    {
        Description = "The number of instances. The option can be repeated.",
        DefaultValueFactory = _ => [10, 100],
    };

    private static readonly Option<string> Part = new("--part")
    {
        Description = "The measurement: times or losses.",
        DefaultValueFactory = _ => "all",
    };

    public static int Run(string[] args)
    {
        RootCommand command = new("Compares Stagecraft with Terraform and its AWS provider on the AWS sandbox.") { Counts, Part };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string part = parsed.GetValue(Part)!;
            if (part is "all" or "times")
            {
                await TimesAsync(parsed.GetValue(Counts)!, cancellationToken).ConfigureAwait(false);
            }

            if (part is "all" or "losses")
            {
                await LossComparison.RunAsync(cancellationToken).ConfigureAwait(false);
            }

            return 0;
        });
        return command.Parse(args).Invoke();
    }

    /// <summary>One run in this process, which the parent process kills.</summary>
    public static int RunChild(Uri address, int count)
    {
        using StagecraftTool tool = new(address, count);
        return tool.RunAsync(PlanIntent.Converge, CancellationToken.None).GetAwaiter().GetResult() ? 0 : 1;
    }

    private static async Task TimesAsync(int[] counts, CancellationToken cancellationToken)
    {
        Console.WriteLine("| instances | job | tool | time, s | requests | refused with 503 | requests by action |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (int count in counts)
        {
            await using (MeasuredSandbox sandbox = await MeasuredSandbox.StartAsync(cancellationToken).ConfigureAwait(false))
            {
                using StagecraftTool tool = new(sandbox.Address, count);
                await sandbox.MeasureAsync(count, "Stagecraft", tool, cancellationToken).ConfigureAwait(false);
            }

            await using (MeasuredSandbox sandbox = await MeasuredSandbox.StartAsync(cancellationToken).ConfigureAwait(false))
            {
                using TerraformTool tool = new(sandbox.Address, count);
                await tool.InitializeAsync(cancellationToken).ConfigureAwait(false);
                await sandbox.MeasureAsync(count, "Terraform", tool, cancellationToken).ConfigureAwait(false);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{Environment.ProcessorCount} cores, .NET {Environment.Version}"));
    }
}
