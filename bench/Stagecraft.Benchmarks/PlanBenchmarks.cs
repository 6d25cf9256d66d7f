using BenchmarkDotNet.Attributes;
using Stagecraft.Plans;

namespace Stagecraft.Benchmarks;

/// <summary>A complete plan of hosts that are in sync: parses the responses and compares the actual state with the config. No network, no
/// reading of the file.</summary>
[Config(typeof(InOneProcess))]
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private RecordedAccount _account = null!;

    /// <summary>How many hosts.</summary>
    [Params(100, 1_000, 10_000)]
    public int Hosts { get; set; }

    /// <summary>Records the account.</summary>
    [GlobalSetup]
    public void Record() => _account = new RecordedAccount(Hosts);

    /// <summary>The plan.</summary>
    [Benchmark]
    public InfraPlan Plan() => _account.Plan();
}
