using BenchmarkDotNet.Running;
using Stagecraft.Benchmarks;
using Stagecraft.Benchmarks.Fuzzing;
using Stagecraft.Benchmarks.Table;

return args switch
{
    ["fuzz", .. string[] rest] => FuzzCommand.Run(rest),
    ["simulate", .. string[] rest] => SimulateCommand.Run(rest),
    ["table", .. string[] rest] => TableCommand.Run(rest),
    _ => Switch(),
};

int Switch()
{
    BenchmarkSwitcher.FromAssembly(typeof(FilledAccount).Assembly).Run(args);
    return 0;
}
