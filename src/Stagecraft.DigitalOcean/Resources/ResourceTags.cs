using System.Collections.Concurrent;
using Stagecraft.DigitalOcean.Api.Client;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>Creates the tags that a request names, because they must exist before it.</summary>
internal sealed class ResourceTags(DigitalOceanClient client)
{
    private readonly ConcurrentDictionary<string, string> _spellings = new(StringComparer.Ordinal);

    /// <summary>Creates the tags that this account has not created yet.</summary>
    /// <returns>The tags in the spelling of the account, and null; or the outcome of a failure.</returns>
    public async Task<(IReadOnlyDictionary<string, string> Spelled, UpdateOutcome? Failure)> EnsureAsync(
        IEnumerable<string> tags, Func<bool> precondition, CancellationToken cancellationToken)
    {
        bool hasEffect = false;
        foreach (string tag in tags.Where(t => !_spellings.ContainsKey(t)).Distinct(StringComparer.Ordinal))
        {
            if (!precondition())
            {
                return (_spellings, new UpdateOutcome.Stale { HasPartialEffect = hasEffect });
            }

            (UpdateOutcome outcome, string? spelled) = await client.EnsureTagAsync(tag, cancellationToken).ConfigureAwait(false);
            if (spelled is null)
            {
                return (_spellings, outcome with { HasPartialEffect = hasEffect || outcome is UpdateOutcome.Unclear });
            }

            _spellings[tag] = spelled;
            hasEffect = true;
        }

        return (_spellings, null);
    }

    /// <summary>The next request creates the tags again: they may have been deleted.</summary>
    public void Forget(IEnumerable<string> tags)
    {
        foreach (string tag in tags)
        {
            _spellings.TryRemove(tag, out _);
        }
    }
}
