using Stagecraft.Plans;
using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>The account as one complete look showed it: every machine of the environment, and every one with a name that was asked for.</summary>
internal sealed record AccountSnapshot
{
    /// <summary>Each id once, sorted by id. Where the account was read whole, all of its machines.</summary>
    public required IReadOnlyList<Machine> Machines { get; init; }

    /// <summary>Whether all machines of the account were read.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>How many machines the account has, ours or not.</summary>
    public required int Total { get; init; }

    /// <summary>The earliest of the lists' times.</summary>
    public required DateTimeOffset? ServerTime { get; init; }

    /// <summary>The answers' times of the machines that were read one by one since.</summary>
    public IReadOnlyDictionary<MachineId, DateTimeOffset?> ReadAt { get; init; } = new Dictionary<MachineId, DateTimeOffset?>();

    /// <summary>When the first request was sent, as a timestamp of the clock.</summary>
    public required long SentAt { get; init; }

    /// <summary>How far the local time was ahead then; zero says that it is not known.</summary>
    public TimeSpan Drift { get; init; }

    /// <summary>The environment's tag in the spelling that the account uses.</summary>
    public required string EnvironmentTag { get; init; }

    /// <summary>How many pages the plain list has: what reading the account whole costs.</summary>
    public required int PlainPages { get; init; }

    /// <summary>How many pages the list by the environment's tag has.</summary>
    public required int TagPages { get; init; }

    /// <summary>Whether a list of all machines costs no more than the list of ours.</summary>
    public bool IsPlainListCheap => PlainPages <= TagPages;
}
