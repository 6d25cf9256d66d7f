using static Stagecraft.DigitalOcean.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Model;

/// <summary>What is wrong with a fault: a value out of its range, or one that means nothing for its kind.</summary>
internal static class FaultValidator
{
    private static readonly SandboxFault Plain = new() { Kind = LostAnswerBefore };

    /// <summary>The member, by its name in JSON, and what is wrong with it; null if nothing is.</summary>
    public static (string Member, string Problem)? Of(SandboxFault fault)
    {
        if (!Enum.IsDefined(fault.Kind))
        {
            return ("fault", "is not a fault");
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

        return OfPattern(fault) ?? OfStatus(fault) ?? OfTimes(fault);
    }

    private static (string Member, string Problem)? OfPattern(SandboxFault fault)
    {
        if (FaultKinds.IsForDroplets(fault.Kind))
        {
            return fault.On == Plain.On ? null : Meaningless("on", fault);
        }

        if (fault.Droplet != Plain.Droplet)
        {
            return Meaningless("droplet", fault);
        }

        string[] words = fault.On.Split(' ');
        return words.Length == 2 && words[0].Length > 0 && (words[1].StartsWith('/') || words[1].StartsWith('*'))
            ? null
            : ("on", "must be a method or *, a space and a path, such as POST /v2/droplets or GET *");
    }

    private static (string Member, string Problem)? OfStatus(SandboxFault fault) => (fault.Kind, fault.Status) switch
    {
        (_, null) or (ServerErrorBefore or ServerErrorAfter, >= 500 and <= 599) or (GatewayHtmlBefore or GatewayHtmlAfter, 502 or 503 or 504) => null,
        (ServerErrorBefore or ServerErrorAfter, _) => ("status", "must be from 500 to 599"),
        (GatewayHtmlBefore or GatewayHtmlAfter, _) => ("status", "must be 502, 503 or 504"),
        _ => Meaningless("status", fault),
    };

    private static (string Member, string Problem)? OfTimes(SandboxFault fault)
    {
        if (fault.RetryAfter is not null && fault.Kind != RateLimited)
        {
            return Meaningless("retry_after", fault);
        }

        if (fault.RetryAfter < TimeSpan.Zero)
        {
            return ("retry_after", "must not be negative");
        }

        if (fault.Delay is not null && fault.Kind is not (Slow or LateCommit))
        {
            return Meaningless("delay", fault);
        }

        return fault.Delay < TimeSpan.Zero ? ("delay", "must not be negative") : null;
    }

    private static (string Member, string Problem) Meaningless(string member, SandboxFault fault) =>
        (member, $"means nothing for {FaultKinds.NameOf(fault.Kind)}");
}
