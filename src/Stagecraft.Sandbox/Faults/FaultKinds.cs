using System.Text.Json;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.Sandbox.Faults;

/// <summary>The names of fault kinds in JSON, such as <c>lost_answer_after</c>, and their classification.</summary>
internal static class FaultKinds
{
    private static readonly Dictionary<string, SandboxFaultKind> ByName =
        Enum.GetValues<SandboxFaultKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static string NameOf(SandboxFaultKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    public static SandboxFaultKind? Find(string name) => ByName.TryGetValue(name, out SandboxFaultKind kind) ? kind : null;

    public static bool IsForMachines(SandboxFaultKind kind) => kind is StuckNew or BootsOff or Vanishes;

    /// <summary>Whether the fault replaces the response before the API executes the request.</summary>
    public static bool IsBefore(SandboxFaultKind kind) => kind is LostAnswerBefore or LateCommit or NoAnswerBefore
        or ServerErrorBefore or GatewayHtmlBefore or RateLimited or Unauthorized or Forbidden or Conflict or Echo;
}
