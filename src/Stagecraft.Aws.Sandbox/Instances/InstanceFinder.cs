using System.Buffers;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>Finds instances by ID. A new instance cannot be found until the read lag is over.</summary>
internal static class InstanceFinder
{
    private const int MaxIds = 1000;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static Instance? Find(ApiCall call, string id) => call.Region.Instances.Find(instance =>
        instance.Id == id && instance.CreatedAt + call.Conditions.ReadLag <= call.Now && !instance.IsGone(call.Now));

    /// <summary>The instances of the IDs, without repetitions.</summary>
    /// <exception cref="AwsError">An ID is malformed, or there is no such instance.</exception>
    public static IReadOnlyList<Instance> Require(ApiCall call, IReadOnlyList<string> ids)
    {
        if (ids.Count > MaxIds)
        {
            throw AwsError.BadRequest("InvalidParameterValue", $"More than {MaxIds} instance IDs were specified.");
        }

        if (ids.FirstOrDefault(id => !IsWellFormed(id)) is { } bad)
        {
            throw AwsError.BadRequest("InvalidInstanceID.Malformed", $"Invalid id: \"{bad}\"");
        }

        string[] missing = [.. ids.Where(id => Find(call, id) is null).Distinct(StringComparer.Ordinal)];
        return missing.Length switch
        {
            0 => [.. ids.Distinct(StringComparer.Ordinal).Select(id => Find(call, id)!)],
            1 => throw AwsError.NotFound("InvalidInstanceID.NotFound", "instance ID", missing[0]),
            _ => throw AwsError.BadRequest(
                "InvalidInstanceID.NotFound", $"The instance IDs '{string.Join(", ", missing)}' do not exist"),
        };
    }

    public static Instance Require(ApiCall call, string id) => Require(call, [id])[0];

    private static bool IsWellFormed(string id) => id.StartsWith("i-", StringComparison.Ordinal)
        && id.Length is 10 or 19 && !id.AsSpan(2).ContainsAnyExcept(HexDigits);
}
