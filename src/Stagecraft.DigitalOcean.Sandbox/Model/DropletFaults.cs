using System.Text.Json;
using Stagecraft.Sandbox.Faults;

namespace Stagecraft.DigitalOcean.Sandbox.Model;

/// <summary>The fault rules of the API.</summary>
internal static class DropletFaults
{
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "keys", "regions", "sizes", "images", "vpcs", "members", "droplets", "actions", "tags",
        "firewalls", "snapshots", "backups", "kernels", "neighbors", "policies", "volumes", "reserved_ips",
        "load_balancers", "certificates", "alerts", "projects", "resources", "domains", "floating_ips",
    };

    public static FaultProfile Profile { get; } = new()
    {
        MachineMember = "droplet",
        OperationForm = "a path, such as POST /v2/droplets or GET *",
        IsOperation = text => text.StartsWith('/') || text.StartsWith('*'),
        Kinds =
        [
            .. Enum.GetValues<SandboxFaultKind>().Where(kind => kind is not (SandboxFaultKind.OmitTags or SandboxFaultKind.NoCapacity
                or SandboxFaultKind.ShortPage or SandboxFaultKind.EmptyPage)),
        ],
        OperationOf = request => request.Path,
        CanAffect = CanAffect,
        SubjectOf = request => $"{request.Method} {request.Target}",
    };

    private static bool CanAffect(SandboxFaultKind kind, ApiRequest request) => kind switch
    {
        SandboxFaultKind.LateCommit => !request.IsRead,
        SandboxFaultKind.PageLoop or SandboxFaultKind.NextElsewhere =>
            request.IsRead && Lists.Contains(request.Path[(request.Path.LastIndexOf('/') + 1)..]),
        SandboxFaultKind.PartialCreate => request is { Method: "POST", Path: "/v2/droplets" } && CountNames(request.Body) > 1,
        _ => true,
    };

    private static int CountNames(ReadOnlyMemory<byte> body)
    {
        try
        {
            JsonElement root = JsonElement.Parse(body.Span);
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("names", out JsonElement names)
                && names.ValueKind == JsonValueKind.Array
                    ? names.GetArrayLength()
                    : 0;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return 0;
        }
    }
}
