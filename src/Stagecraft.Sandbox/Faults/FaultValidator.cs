using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.Sandbox.Faults;

/// <summary>Validates the values of a fault rule: their ranges, and whether the kind of fault supports them.</summary>
internal static class FaultValidator
{
    private static readonly SandboxFault Default = new() { Kind = LostAnswerBefore };

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public static void Validate(SandboxFault fault, FaultProfile profile)
    {
        if (FindError(fault, profile) is { } error)
        {
            throw new ArgumentException($"{error.Member} {error.Problem}.");
        }
    }

    /// <summary>The JSON name of the invalid member and the problem; null if the rule is valid.</summary>
    public static (string Member, string Problem)? FindError(SandboxFault fault, FaultProfile profile)
    {
        if (!profile.Kinds.Contains(fault.Kind))
        {
            return ("fault", "is not a known fault");
        }

        if (fault.Skip < 0)
        {
            return ("skip", "must not be negative");
        }

        if (fault.Times < 0)
        {
            return ("times", "must not be negative");
        }

        if (fault.Chance is not (>= 0 and <= 1))
        {
            return ("chance", "must be a number from 0 to 1");
        }

        return PatternError(fault, profile) ?? StatusError(fault) ?? DurationError(fault);
    }

    private static (string Member, string Problem)? PatternError(SandboxFault fault, FaultProfile profile)
    {
        if (FaultKinds.IsForMachines(fault.Kind))
        {
            return fault.On == Default.On ? null : NotSupported("on", fault);
        }

        if (fault.Machine != Default.Machine)
        {
            return NotSupported(profile.MachineMember, fault);
        }

        string[] words = fault.On.Split(' ');
        return words.Length == 2 && words[0].Length > 0 && profile.IsOperation(words[1])
            ? null
            : ("on", $"must be a method or *, a space and {profile.OperationForm}");
    }

    private static (string Member, string Problem)? StatusError(SandboxFault fault) => (fault.Kind, fault.Status) switch
    {
        (_, null) => null,
        (ServerErrorBefore or ServerErrorAfter, >= 500 and <= 599) => null,
        (GatewayHtmlBefore or GatewayHtmlAfter, 502 or 503 or 504) => null,
        (ServerErrorBefore or ServerErrorAfter, _) => ("status", "must be from 500 to 599"),
        (GatewayHtmlBefore or GatewayHtmlAfter, _) => ("status", "must be 502, 503 or 504"),
        _ => NotSupported("status", fault),
    };

    private static (string Member, string Problem)? DurationError(SandboxFault fault)
    {
        if (fault.RetryAfter is not null && fault.Kind != RateLimited)
        {
            return NotSupported("retry_after", fault);
        }

        if (fault.RetryAfter < TimeSpan.Zero)
        {
            return ("retry_after", "must not be negative");
        }

        if (fault.Delay is not null && fault.Kind is not (Slow or LateCommit))
        {
            return NotSupported("delay", fault);
        }

        return fault.Delay < TimeSpan.Zero ? ("delay", "must not be negative") : null;
    }

    private static (string Member, string Problem) NotSupported(string member, SandboxFault fault) =>
        (member, $"is not supported by {FaultKinds.NameOf(fault.Kind)}");
}
