using Stagecraft.Engine.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Clouds;

/// <summary>How a cloud in memory behaves, and what its driver states about it. The statement is true, or more cautious than the
/// behavior.</summary>
public sealed record MemoryTraits
{
    /// <summary>The longest that reads lag, with a margin for the way of a request.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(15);

    public RepeatedCreate Repeat { get; init; }

    public bool TagsAreAtomic { get; init; }

    /// <summary>Whether a name can be used by one machine only.</summary>
    public bool HasUniqueNames { get; init; }

    public bool HasTextIds { get; init; }

    /// <summary>Whether a log of creates and deletes can be read.</summary>
    public bool HasEvidence { get; init; }

    /// <summary>Whether a booting machine refuses a delete.</summary>
    public bool IsBusyWhileBooting { get; init; }

    /// <summary>Whether deleted machines are listed for some time.</summary>
    public bool ListsTerminated { get; init; }

    /// <summary>Whether responses show the cloud's clock.</summary>
    public bool ShowsTime { get; init; } = true;

    /// <summary>Whether a complete read shows every machine of the account.</summary>
    public bool ReadsWhole { get; init; }

    /// <summary>Whether machines have addresses.</summary>
    public bool HasAddresses { get; init; } = true;

    /// <summary>How late lists show a change, at most.</summary>
    public TimeSpan ListLag { get; init; }

    /// <summary>How late a read by id shows a change, at most.</summary>
    public TimeSpan ReadLag { get; init; }

    /// <summary>How long a new machine has no tags, at most.</summary>
    public TimeSpan TagLag { get; init; }

    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long an action takes.</summary>
    public TimeSpan Action { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Destroy { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The currency of all prices.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The monthly price of each size; null if prices are unknown.</summary>
    public IReadOnlyDictionary<string, decimal>? Prices { get; init; }

    /// <summary>What the driver states.</summary>
    public CloudFacts Facts { get; init; } = new();

    /// <summary>The longest time until a read shows a change.</summary>
    public TimeSpan Lag => (ListLag > ReadLag ? ListLag : ReadLag) + TagLag;

    public static MemoryTraits Of(Dice dice)
    {
        TimeSpan settle = TimeSpan.FromSeconds(dice.Chance(0.8) ? 15 : 6);
        TimeSpan most = 0.85 * (settle - TimeSpan.FromSeconds(1));
        RepeatedCreate repeat = dice.Pick([RepeatedCreate.MayDuplicate, RepeatedCreate.SameToken, RepeatedCreate.NameRefused]);
        bool atomic = dice.Chance(0.5);
        TimeSpan list = dice.Chance(0.3) ? TimeSpan.Zero : dice.Between(0, 1) * most;
        TimeSpan read = dice.Chance(0.6) ? TimeSpan.Zero : dice.Between(0, 1) * most;
        TimeSpan left = most - (list > read ? list : read);
        int perCreate = dice.Chance(0.5) ? 1 : 2 + dice.Below(9);
        return new()
        {
            Settle = settle,
            Repeat = repeat,
            TagsAreAtomic = atomic,
            HasUniqueNames = repeat == RepeatedCreate.NameRefused || dice.Chance(0.15),
            HasTextIds = dice.Chance(0.5),
            HasEvidence = dice.Chance(0.5),
            IsBusyWhileBooting = dice.Chance(0.5),
            ListsTerminated = dice.Chance(0.5),
            ShowsTime = dice.Chance(0.9),
            ReadsWhole = dice.Chance(0.3),
            ListLag = list,
            ReadLag = read,
            TagLag = atomic || dice.Chance(0.3) ? TimeSpan.Zero : dice.Between(0, 1) * left,
            Boot = TimeSpan.FromSeconds(dice.Chance(0.5) ? dice.Between(0, 5) : dice.Between(5, 25)),
            Destroy = TimeSpan.FromSeconds(dice.Between(0, 8)),
            Facts = new()
            {
                RepeatedCreate = dice.Chance(0.85) ? repeat : RepeatedCreate.MayDuplicate,
                TagsAreAtomic = atomic && dice.Chance(0.85),
                MachinesPerCreate = perCreate,
                CreatesInFlight = 1 + dice.Below(8),
                DeletesInFlight = 1 + dice.Below(8),
                MachinesPerUpdate = dice.Chance(0.5) ? 1 : 2 + dice.Below(9),
                HasActions = true,
                SizesHaveDisks = true,
                BusyRetry = TimeSpan.FromSeconds(dice.Between(5, 30)),
            },
        };
    }

    /// <summary>The traits in words, for the table of what was covered.</summary>
    public IEnumerable<string> Words()
    {
        yield return $"repeated create: {Repeat}";
        yield return $"repeated create, as stated: {Facts.RepeatedCreate}";
        yield return $"tags: {(TagsAreAtomic ? "atomic" : "late")}";
        yield return $"tags, as stated: {(Facts.TagsAreAtomic ? "atomic" : "late")}";
        yield return $"names: {(HasUniqueNames ? "unique" : "not unique")}";
        yield return $"ids: {(HasTextIds ? "text" : "numbers")}";
        yield return $"log of creates: {(HasEvidence ? "readable" : "none")}";
        yield return $"booting machines: {(IsBusyWhileBooting ? "busy" : "can be deleted")}";
        yield return $"deleted machines: {(ListsTerminated ? "listed" : "not listed")}";
        yield return $"clock: {(ShowsTime ? "shown" : "not shown")}";
        yield return $"complete reads: {(ReadsWhole ? "whole account" : "owned and named")}";
        yield return $"addresses: {(HasAddresses ? "shown" : "none")}";
        yield return $"lists: {(ListLag > TimeSpan.Zero ? "lag" : "current")}";
        yield return $"reads by id: {(ReadLag > TimeSpan.Zero ? "lag" : "current")}";
        yield return $"machines per create: {(Facts.MachinesPerCreate == 1 ? "one" : "several")}";
        yield return $"machines per update: {(Facts.MachinesPerUpdate == 1 ? "one" : "several")}";
    }
}
