using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Testing;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>The conformance suite on clouds in memory that behave differently.</summary>
public abstract class MemoryConformance(MemoryTraits traits) : DriverConformance
{
    protected override IDriverHarness CreateHarness() => new MemoryHarness(traits);

    public sealed class WithDefaults() : MemoryConformance(new());

    public sealed class WithTokens() : MemoryConformance(new()
    {
        Repeat = RepeatedCreate.SameToken,
        TagsAreAtomic = true,
        HasTextIds = true,
        ListsTerminated = true,
        IsBusyWhileBooting = true,
        ListLag = TimeSpan.FromSeconds(9),
        ReadLag = TimeSpan.FromSeconds(3),
        Facts = new() { RepeatedCreate = RepeatedCreate.SameToken, TagsAreAtomic = true, MachinesPerUpdate = 10 },
    });

    public sealed class WithUniqueNames() : MemoryConformance(new()
    {
        Repeat = RepeatedCreate.NameRefused,
        HasUniqueNames = true,
        HasEvidence = true,
        ReadsWhole = true,
        ListLag = TimeSpan.FromSeconds(5),
        TagLag = TimeSpan.FromSeconds(6),
        Facts = new() { RepeatedCreate = RepeatedCreate.NameRefused, MachinesPerCreate = 10, MachinesPerUpdate = 10 },
    });

    public sealed class WithoutClock() : MemoryConformance(new()
    {
        ShowsTime = false,
        HasEvidence = true,
        TagLag = TimeSpan.FromSeconds(8),
        Facts = new() { MachinesPerCreate = 4 },
    });
}
