using BenchmarkDotNet.Running;
using Stagecraft.Benchmarks;
using Stagecraft.Benchmarks.Fuzzing;

Dictionary<string, Func<string[], int>> commands = new(StringComparer.Ordinal)
{
    ["fuzz"] = FuzzCommand.Run,
};

if (args is [{ } first, ..] && commands.TryGetValue(first, out Func<string[], int>? command))
    return command(args[1..]);
BenchmarkSwitcher.FromAssembly(typeof(FilledAccount).Assembly).Run(args);
return 0;
