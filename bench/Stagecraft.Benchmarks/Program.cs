using BenchmarkDotNet.Running;
using Stagecraft.Benchmarks;

return args switch
{
    ["simulate", .. string[] rest] => SimulateCommand.Run(rest),
    _ => Switch(),
};

int Switch()
{
    BenchmarkSwitcher.FromAssembly(typeof(FilledAccount).Assembly).Run(args);
    return 0;
}
