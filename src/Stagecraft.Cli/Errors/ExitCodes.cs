using Stagecraft.Errors;

namespace Stagecraft.Cli.Errors;

/// <summary>The exit codes. Specified in spec/cli/infra.md, section 5.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int Failed = 1;
    internal const int Changes = 2;
    internal const int Invalid = 3;
    internal const int Unauthorized = 4;
    internal const int Refused = 5;
    internal const int Partial = 10;
    internal const int Interrupted = 130;

    internal static IReadOnlyList<ExitCodeRow> Table { get; } =
    [
        new(Done, "done; for 'up' also when nothing but drift is left"),
        new(
            Failed,
            "the provider or its API failed, or anything unexpected",
            ErrorCodes.ApiError,
            ErrorCodes.RateLimited,
            ErrorCodes.MachineNotFound,
            ErrorCodes.MachineCreateFailed,
            ErrorCodes.MachineDeleteFailed,
            ErrorCodes.MachineTimeout,
            CommandErrors.Internal),
        new(Changes, "'plan --detailed-exitcode' found changes or drift"),
        new(Invalid, "config or command line invalid; file, size, region or image missing", ErrorCodes.ConfigInvalid, CommandErrors.Usage),
        new(
            Unauthorized,
            "token, permission or SSH key",
            ErrorCodes.CredentialsMissing,
            ErrorCodes.Unauthorized,
            ErrorCodes.Forbidden,
            ErrorCodes.SshKeyNotFound),
        new(
            Refused,
            "refused: not confirmed, droplet limit, name taken, protected, stale plan",
            ErrorCodes.Refused,
            ErrorCodes.MachineExists,
            ErrorCodes.PlanStale),
        new(Partial, "something was done and some host failed", ErrorCodes.PartialApply),
        new(Interrupted, "interrupted", CommandErrors.Interrupted),
    ];

    /// <summary>The exit code for an error code.</summary>
    internal static int For(string errorCode)
    {
        foreach (ExitCodeRow row in Table)
        {
            if (row.ErrorCodes.Contains(errorCode))
            {
                return row.Code;
            }
        }

        return Failed;
    }

    /// <summary>The exit code for several problems at once: 3 before 4 before 5 before 1.</summary>
    internal static int For(IReadOnlyList<Problem> problems)
    {
        foreach (int code in (ReadOnlySpan<int>)[Interrupted, Partial, Invalid, Unauthorized, Refused])
        {
            if (problems.Any(p => For(p.Code) == code))
            {
                return code;
            }
        }

        return Failed;
    }
}
