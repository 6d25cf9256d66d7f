using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Stagecraft.Benchmarks.Table.Native;

/// <summary>A process that ended: its exit code, what it wrote, and how long it took from its start to its end as seen from here.</summary>
internal sealed record Child(int ExitCode, string Output, string Errors, TimeSpan Time)
{
    private static readonly Regex Escapes = new("\u001b\\[[0-9;]*m", RegexOptions.CultureInvariant);

    private const int MaxShown = 80;

    /// <summary>What it complained of, in one line.</summary>
    public string Complaint
    {
        get
        {
            string line = Escapes.Replace(Errors, "").Trim().Split('\n')[0];
            return $"exit {ExitCode}: {(line.Length <= MaxShown ? line : line[..MaxShown] + "...")}";
        }
    }

    public static Child Run(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TimeSpan time = Stopwatch.GetElapsedTime(began);
        return new(process.ExitCode, output, errors.GetAwaiter().GetResult(), time);
    }
}
