using System.Security.Cryptography;
using System.Text;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>The client tokens of RunInstances.</summary>
internal static class TokenMemory
{
    /// <summary>
    /// The key of a token: it belongs to the region, or to the zone that the request names. A zone that does not exist is a scope too.
    /// </summary>
    public static string KeyOf(ApiCall call, string token)
    {
        string owner = call.Conditions.TokenPerAccessKey ? call.AccessKey : "";
        return $"{owner}/{PlaceReader.NamedZone(call) ?? "*"}/{token}";
    }

    /// <summary>The digest of everything that two requests with the same token are compared by.</summary>
    public static string DigestOf(Parameters parameters)
    {
        StringBuilder text = new StringBuilder();
        foreach ((string name, string value) in parameters.Sorted)
        {
            if (value.Length > 0 && name is not ("Action" or "Version" or "DryRun" or "ClientToken"))
            {
                text.Append(CultureInfo.InvariantCulture, $"{name.Length}:{name}={value.Length}:{value};");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The instances of an earlier request with the token; null if the request is the first one.</summary>
    /// <exception cref="AwsError">The token cannot be used for the request.</exception>
    public static (TokenEntry Entry, IReadOnlyList<Instance> Instances)? Recall(ApiCall call, string key)
    {
        Forget(call.Region, call.Conditions, call.Now);
        RefuseInFlight(call, key);
        TokenEntry? entry = call.Region.Tokens.Find(other => other.Key == key);
        if (entry is null)
        {
            return null;
        }

        bool isSame = entry.Digest == DigestOf(call.Parameters);
        bool hasInstances = entry.InstanceIds.Count > 0;
        if (!isSame && (!hasInstances || call.Conditions.TokenMismatch == AwsTokenResponse.Error))
        {
            throw AwsError.BadRequest(
                "IdempotentParameterMismatch",
                "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with "
                + "different requests, unless the requests are identical.");
        }

        if (!hasInstances)
        {
            return null;
        }

        List<Instance> instances = call.Region.Instances.FindAll(instance => entry.InstanceIds.Contains(instance.Id));
        return instances.TrueForAll(instance => instance.StateAt(call.Now) is InstanceState.ShuttingDown or InstanceState.Terminated)
            && call.Conditions.TokenTerminated == AwsTokenResponse.Error
                ? throw AwsError.BadRequest(
                    "IdempotentInstanceTerminated",
                    "The request uses a client token of an instance that was terminated: " + string.Join(", ", entry.InstanceIds))
                : (entry, instances);
    }

    public static void Remember(ApiCall call, string key, string reservation, IReadOnlyList<Instance> instances)
    {
        call.Region.Tokens.RemoveAll(entry => entry.Key == key);
        call.Region.Tokens.Add(new TokenEntry
        {
            Key = key,
            Digest = DigestOf(call.Parameters),
            ReservationId = reservation,
            At = call.Now,
            InstanceIds = [.. instances.Select(instance => instance.Id)],
        });
        if (call.Delay > TimeSpan.Zero)
        {
            call.Region.TokensInFlight[key] = call.Now + call.Delay;
        }
    }

    /// <summary>Removes tokens that are no longer remembered, and the hidden instances that no token needs.</summary>
    public static void Forget(RegionState region, AwsSandboxConditions conditions, DateTimeOffset now)
    {
        Dictionary<string, Instance> instances = region.Instances.ToDictionary(instance => instance.Id, StringComparer.Ordinal);
        region.Tokens.RemoveAll(entry => entry.InstanceIds
            .Select(id => instances.GetValueOrDefault(id))
            .All(instance => instance is null || IsTerminatedSince(instance, now - conditions.TokenMemory))
            && entry.At <= now - conditions.TokenMemory);
        HashSet<string> needed = [.. region.Tokens.SelectMany(entry => entry.InstanceIds)];
        foreach (Instance instance in region.Instances.Where(instance => instance.IsGone(now) && !needed.Contains(instance.Id)).ToList())
        {
            region.Instances.Remove(instance);
            region.Tags.Remove(instance.Id);
        }
    }

    private static bool IsTerminatedSince(Instance instance, DateTimeOffset time) =>
        instance.EndsIn(InstanceState.Terminated) && instance.States[^1].At <= time;

    private static void RefuseInFlight(ApiCall call, string key)
    {
        if (call.Region.TokensInFlight.TryGetValue(key, out DateTimeOffset until))
        {
            if (until <= call.Now)
            {
                call.Region.TokensInFlight.Remove(key);
            }
            else if (call.Conditions.TokenInFlight == AwsTokenResponse.Error)
            {
                throw AwsError.Internal();
            }
        }
    }
}
