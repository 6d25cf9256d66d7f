using System.Globalization;
using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Measuring;
using Stagecraft.Benchmarks.Table.Native;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>The native command as a process. It is measured in real time on this machine; plans go to a sandbox in this process over
/// loopback.</summary>
internal sealed class BinaryPart(string? path, string root) : ITablePart
{
    private const int Runs = 20;
    private const int MemoryRuns = 3;

    public string Name => "binary";

    public IEnumerable<Row> Rows()
    {
        string binary;
        string? problem = null;
        try
        {
            binary = NativeBinary.At(path, root);
        }
        catch (FileNotFoundException e)
        {
            (binary, problem) = ("", e.Message);
        }

        if (problem is not null)
        {
            yield return new Row("native command", Measure.Failed(problem));
            yield break;
        }

        // It is not rebuilt when the source has changed.
        Console.Error.WriteLine(
            $"native command: {binary}, made {File.GetLastWriteTime(binary).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}");
        yield return Size(binary);
        yield return Process(binary, "stagecraft --version", ["--version"], null, Runs, below: 0.020, memoryBelow: 32);
        yield return Process(
            binary,
            "stagecraft validate, the example",
            ["validate", "-c", Path.Combine(root, "examples", "stagecraft.yml")],
            null,
            Runs,
            below: 0.020,
            memoryBelow: 32);
        foreach ((int hosts, int runs, double? below, double? memoryBelow) in
            new (int, int, double?, double?)[] { (100, Runs, 0.15, null), (1_000, Runs, null, 45), (10_000, 5, null, 120) })
        {
            using LoopbackAccount account = new(new Fleet(hosts));
            yield return Process(
                binary,
                $"stagecraft infra plan, {Text.Of(hosts)} hosts in sync",
                ["infra", "plan", "-c", account.Config],
                account.Variables,
                runs,
                below,
                memoryBelow);
        }
    }

    private static Row Process(
        string binary,
        string job,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? variables,
        int runs,
        double? below,
        double? memoryBelow)
    {
        List<TimeSpan> times = [];
        for (int run = 0; run < runs; run++)
        {
            Child child = Child.Run(binary, arguments, variables);
            if (child.ExitCode != 0)
            {
                return new Row(job, Measure.Failed(child.Complaint));
            }

            times.Add(child.Time);
        }

        times.Sort();
        return new Row(
            job,
            Measure.Seconds(Median(times), below is { } limit ? Bound.Below(limit) : null) with
            {
                Note = string.Create(
                    CultureInfo.InvariantCulture, $"median of {runs}, {times[0].TotalSeconds:0.000} to {times[^1].TotalSeconds:0.000}"),
            },
            Memory(binary, arguments, variables, memoryBelow is { } most ? Bound.Below(most) : null));
    }

    /// <summary>The most of a few runs.</summary>
    private static Measure Memory(
        string binary, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? variables, Bound? asked)
    {
        const string Name = "peak memory";
        if (PeakMemory.WhyNot is { } why)
        {
            return new Measure(Name, "MB", null, asked) { Note = why };
        }

        long most = 0;
        for (int run = 0; run < MemoryRuns; run++)
        {
            if (PeakMemory.OfRun(binary, arguments, variables) is not { } bytes)
            {
                return new Measure(Name, "MB", null, asked) { Note = "GNU time did not report it" };
            }

            most = Math.Max(most, bytes);
        }

        return new Measure(Name, "MB", most / 1e6, asked) { Note = $"maximum of {MemoryRuns}" };
    }

    private static double Median(List<TimeSpan> sorted) =>
        (sorted[(sorted.Count - 1) / 2].TotalSeconds + sorted[sorted.Count / 2].TotalSeconds) / 2;

    /// <summary>Its size, and whether it works where nothing else is: the sandbox, too, which keeps its state in a database.</summary>
    private static Row Size(string binary)
    {
        DirectoryInfo alone = Directory.CreateTempSubdirectory("stagecraft-alone-");
        try
        {
            string copy = Path.Combine(alone.FullName, Path.GetFileName(binary));
            File.Copy(binary, copy);
            string config = Path.Combine(alone.FullName, "stagecraft.yml");
            File.WriteAllText(config, new Fleet(1).Yaml("shop", "prod", "my-ssh-key"));
            Child plan = Child.Run(copy, ["infra", "plan", "--sandbox", "-c", config]);
            string[] beside =
            [
                .. new FileInfo(binary).Directory!.EnumerateFiles().Select(f => f.Name).Where(n => n != Path.GetFileName(binary))
                .Order(StringComparer.Ordinal),
            ];
            return new Row(
                "native command: the file, and infra plan --sandbox in an empty directory",
                new Measure("size", "MB", new FileInfo(binary).Length / 1e6, Bound.Below(30)),
                Measure.Count("files next to it", beside.Length, Bound.Exactly(0)) with { Note = Few(beside) },
                plan.ExitCode == 0
                    ? Measure.Count("exit code in an empty directory", 0, Bound.Exactly(0))
                    : Measure.Failed(plan.Complaint) with { Name = "exit code in an empty directory", Asked = Bound.Exactly(0) });
        }
        finally
        {
            alone.Delete(recursive: true);
        }
    }

    private static string? Few(string[] names) => names.Length switch
    {
        0 => null,
        <= 2 => string.Join(", ", names),
        _ => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names[..2])} and {names.Length - 2} more"),
    };
}
