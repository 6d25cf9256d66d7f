using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Stagecraft.Benchmarks;

/// <summary>One plan an iteration: a plan is made once a run of the command, and a million hosts take long enough.</summary>
internal sealed class PlannerConfig : ManualConfig
{
    public PlannerConfig()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(BenchmarkDotNet.Engines.RunStrategy.Monitoring)
            .WithWarmupCount(2)
            .WithIterationCount(7));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Descriptor, DefaultColumnProviders.Metrics);
        AddColumn(StatisticColumn.Median, StatisticColumn.Max);
        AddLogger(ConsoleLogger.Default);
    }
}
