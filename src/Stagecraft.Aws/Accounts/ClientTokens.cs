using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Stagecraft.Aws.Api;

namespace Stagecraft.Aws.Accounts;

/// <summary>The client tokens of the hosts of one environment (spec aws.md 7). Every run computes the same token for the same host, so that
/// a repeated create returns the same instance. The generation increases when an instance with the token was terminated, since EC2 does not
/// create another one for it. Safe for use by several threads.</summary>
/// <param name="accountId">The id of the account.</param>
/// <param name="project">The project, or null.</param>
/// <param name="environment">The environment.</param>
internal sealed class ClientTokens(string accountId, string? project, string environment)
{
    private const int HexDigits = 40;

    /// <summary>The next generation of each host by its prefix.</summary>
    private readonly ConcurrentDictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>The beginning of all tokens of a host.</summary>
    public string PrefixOf(string host)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', accountId, project ?? "", environment, host));
        return $"sc1-{Convert.ToHexStringLower(SHA256.HashData(text))[..HexDigits]}-";
    }

    /// <summary>The token of the next create of a host.</summary>
    public string Of(string host) =>
        PrefixOf(host) + _next.GetValueOrDefault(PrefixOf(host)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Records an instance that was read. Its generation is used up if it is being terminated or terminated, or if it is another
    /// host now. Without tags, it is not known to be another host.</summary>
    public void Observe(AwsInstance instance)
    {
        if (instance is { Tags: not { Count: > 0 }, State: not ("shutting-down" or "terminated") })
        {
            return;
        }

        string? host = instance.Tags?.GetValueOrDefault(AwsTags.Host);
        bool isHost = host is not null
            && instance.ClientToken?.StartsWith(PrefixOf(host), StringComparison.Ordinal) == true
            && instance.Tags!.GetValueOrDefault(AwsTags.Environment) == environment
            && instance.Tags!.GetValueOrDefault(AwsTags.Project) == (project ?? AwsTags.NoProject);
        if (!isHost || instance.State is "shutting-down" or "terminated")
        {
            UsedUp(instance.ClientToken);
        }
    }

    /// <summary>An instance with this token was terminated, or is being terminated: its generation, and all earlier ones, are used
    /// up.</summary>
    public void UsedUp(string? token)
    {
        if (token is null || token.LastIndexOf('-') is not (> 0 and { } split))
        {
            return;
        }

        if (int.TryParse(token.AsSpan(split + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int generation)
            && generation < int.MaxValue)
        {
            _next.AddOrUpdate(token[..(split + 1)], generation + 1, (_, next) => Math.Max(next, generation + 1));
        }
    }
}
