using System.Collections.Concurrent;
using Stagecraft.Testing.Resources;

namespace Stagecraft.DigitalOcean.Tests;

/// <summary>Every kind of resource on the sandbox, with faults, ends of processes and changes by people: spec digitalocean.md 16.</summary>
public sealed class ResourceSimulationTests
{
    [Fact]
    public void Every_invariant_holds() => Play(0, 300);

    [Fact]
    [Trait("kind", "sweep")]
    public void Every_invariant_holds_in_many_scenarios() => Play(300, 1_700);

    private static void Play(int first, int count)
    {
        ConcurrentBag<string> broken = [];
        Parallel.For(first, first + count, seed =>
        {
            foreach (string rule in SandboxScenario.Play(seed))
            {
                broken.Add($"seed {seed}: {rule}");
            }
        });

        string.Join('\n', broken.Take(20)).Should().BeEmpty();
    }
}
