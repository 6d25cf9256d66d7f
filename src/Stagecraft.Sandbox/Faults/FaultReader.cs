using Stagecraft.Sandbox.Conditions;

namespace Stagecraft.Sandbox.Faults;

/// <summary>Reads a fault rule from JSON.</summary>
internal static class FaultReader
{
    private static readonly Dictionary<string, Func<SandboxFault, ConditionsValue, SandboxFault>> Members = new(StringComparer.Ordinal)
    {
        ["on"] = (fault, value) => fault with { On = value.Text() },
        ["skip"] = (fault, value) => fault with { Skip = (int)value.Integer(0, int.MaxValue) },
        ["times"] = (fault, value) => fault with { Times = value.IsNull ? null : (int)value.Integer(0, int.MaxValue) },
        ["chance"] = (fault, value) => fault with { Chance = value.Number() },
        ["status"] = (fault, value) => fault with { Status = (int)value.Integer(500, 599) },
        ["retry_after"] = (fault, value) => fault with { RetryAfter = TimeSpan.FromSeconds(value.Integer(0, int.MaxValue)) },
        ["delay"] = (fault, value) => fault with { Delay = value.Duration() },
    };

    /// <summary>The counters in the response of <c>GET /sandbox/conditions</c>, ignored so that the response can be sent back.</summary>
    private static readonly HashSet<string> Counts = new(StringComparer.Ordinal) { "seen", "hits" };

    public static SandboxFault Read(ConditionsValue value, FaultProfile profile)
    {
        List<ConditionsValue> members = value.Members().ToList();
        if (!members.Exists(member => member.Name == "fault"))
        {
            throw value.Error("must have a member fault");
        }

        SandboxFault fault = new SandboxFault { Kind = default };
        foreach (ConditionsValue? member in members.Where(member => !Counts.Contains(member.Name)))
        {
            fault = member.Name == "fault" ? fault with { Kind = Kind(member, profile) }
                : member.Name == profile.MachineMember ? fault with { Machine = member.Text() }
                : Members.TryGetValue(member.Name, out Func<SandboxFault, ConditionsValue, SandboxFault>? set) ? set(fault, member)
                : throw member.Error(
                    $"is unknown; known members: fault, on, {profile.MachineMember}, {string.Join(", ", Members.Keys.Skip(1))}");
        }

        return FaultValidator.FindError(fault, profile) is { } error
            ? throw new SandboxConditionsException($"{value.Path}.{error.Member}", error.Problem)
            : fault;
    }

    private static SandboxFaultKind Kind(ConditionsValue value, FaultProfile profile) =>
        FaultKinds.Find(value.Text()) is { } kind && profile.Kinds.Contains(kind)
            ? kind
            : throw value.Error($"is not a known fault; known faults: {string.Join(", ", profile.Kinds.Select(FaultKinds.NameOf))}");
}
