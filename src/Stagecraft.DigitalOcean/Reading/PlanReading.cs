using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>All that a plan rests on, as far as it could be read.</summary>
internal sealed record PlanReading
{
    /// <summary>What could not be read, and why; empty where all could.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>Whether reading again may succeed.</summary>
    public required bool IsTransient { get; init; }

    /// <summary>The account; null where it could not be read.</summary>
    public required AccountSnapshot? Look { get; init; }

    /// <summary>What is on offer; its sizes are null where they may not be read and are not needed.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>How many machines the account may have; null where that is not known.</summary>
    public int? DropletLimit { get; init; }

    /// <summary>The SSH key; null where nothing is to be created.</summary>
    public SshKey? Key { get; init; }
}
