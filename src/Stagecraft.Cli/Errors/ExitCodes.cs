namespace Stagecraft.Cli.Errors;

/// <summary>The table of exit codes, used by the commands, the help and the GitHub action. Specified in spec/cli/infra.md, section
/// 5.</summary>
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

    // The precedence among the codes of several problems, highest first.
    private static readonly int[] Gravest = [Interrupted, Partial, Invalid, Unauthorized, Refused, Failed];

    /// <summary>Each exit code with the error codes that lead to it.</summary>
    internal static IReadOnlyList<(int Code, string Meaning, string[] ErrorCodes)> Table { get; } =
    [
        (Done, "success (also when only drift remains)", []),
        (Failed, "the provider or its API failed, or an unexpected error occurred",
        [
            ErrorCodes.ApiError, ErrorCodes.RateLimited, ErrorCodes.MachineNotFound, ErrorCodes.MachineCreateFailed,
            ErrorCodes.MachineDeleteFailed, ErrorCodes.MachineTimeout, ErrorCodes.ResourceFailed, ErrorCodes.ResourceTimeout,
            CommandErrors.Internal,
        ]),
        (Changes, "'plan --detailed-exitcode' found changes or drift", []),
        (Invalid, "invalid config or command line; unknown file, size, region or image", [ErrorCodes.ConfigInvalid, CommandErrors.Usage]),
        (Unauthorized, "invalid token, missing permission or unknown SSH key",
            [ErrorCodes.CredentialsMissing, ErrorCodes.Unauthorized, ErrorCodes.Forbidden, ErrorCodes.SshKeyNotFound]),
        (Refused, "refused: not confirmed, limit, budget, name in use, protected, stale plan",
            [ErrorCodes.Refused, ErrorCodes.OverBudget, ErrorCodes.MachineExists, ErrorCodes.NameTaken, ErrorCodes.PlanStale]),
        (Partial, "partial failure (some changes were made, at least one failed)", [ErrorCodes.PartialApply]),
        (Interrupted, "interrupted", [CommandErrors.Interrupted]),
    ];

    internal static int For(string errorCode) => Table.FirstOrDefault(r => r.ErrorCodes.Contains(errorCode), (Failed, "", [])).Code;

    /// <summary>The exit code for several problems. spec/cli/infra.md, 5.2.</summary>
    internal static int For(IReadOnlyList<Problem> problems) =>
        Gravest.FirstOrDefault(code => problems.Any(p => For(p.Code) == code), Failed);
}
