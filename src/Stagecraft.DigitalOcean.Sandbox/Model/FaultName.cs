using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Model;

/// <summary>The names of faults as they are written: <c>lost_answer_after</c>.</summary>
internal static class FaultName
{
    private static readonly Dictionary<string, SandboxFaultKind> Kinds =
        Enum.GetValues<SandboxFaultKind>().ToDictionary(Of, StringComparer.Ordinal);

    public static IEnumerable<string> All => Kinds.Keys;

    public static string Of(SandboxFaultKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    public static SandboxFaultKind? Find(string name) => Kinds.TryGetValue(name, out SandboxFaultKind kind) ? kind : null;
}
