using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using static Stagecraft.DigitalOcean.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Faults;

/// <summary>What a kind of fault can happen to.</summary>
internal static class FaultScope
{
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "keys", "regions", "sizes", "images", "vpcs", "members", "droplets", "actions", "tags",
        "firewalls", "snapshots", "backups", "kernels", "neighbors", "policies",
    };

    public static bool IsOfDroplets(SandboxFaultKind kind) => kind is StuckNew or BootsOff or Vanishes;

    /// <summary>Whether the API does not carry the request out now.</summary>
    public static bool IsBefore(SandboxFaultKind kind) => kind is LostAnswerBefore or LateCommit or NoAnswerBefore
        or ServerErrorBefore or GatewayHtmlBefore or RateLimited or Unauthorized or Forbidden or Conflict or Echo;

    /// <summary>Whether the fault means anything for the request.</summary>
    public static bool Applies(SandboxFaultKind kind, ApiRequest request) => kind switch
    {
        LateCommit => !request.IsRead,
        PageLoop or NextElsewhere => request.IsRead && Lists.Contains(request.Path[(request.Path.LastIndexOf('/') + 1)..]),
        PartialCreate => request is { Method: "POST", Path: "/v2/droplets" } && NamesIn(request.Body) > 1,
        _ => !IsOfDroplets(kind),
    };

    private static int NamesIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonElement root = JsonElement.Parse(body.Span);
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("names", out JsonElement names) && names.ValueKind == JsonValueKind.Array
                ? names.GetArrayLength()
                : 0;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return 0;
        }
    }
}
