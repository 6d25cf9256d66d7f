using CsCheck;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Model;

/// <summary>Lists use counters and indexes (8.4) and must match a simple model that reads every droplet.</summary>
public sealed class ListModelTests
{
    [Fact] // 1.2, 5.3, 8.2, 8.3, 8.4, 10.2
    public Task Lists_and_totals_always_match_a_simple_model() =>
        Gen.Int[0, 99_999].Array[1, 40].SampleAsync(
            async steps =>
            {
                await using ModelRun run = new ModelRun();
                foreach (int step in steps)
                {
                    await run.Step(step);
                    await run.Compare(step);
                }
            },
            iter: 100);
}
