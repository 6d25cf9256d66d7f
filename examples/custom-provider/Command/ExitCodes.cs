using Stagecraft.Errors;

namespace FileHosts.Command;

/// <summary>How the command ends: as <c>stagecraft</c> does, as far as it applies.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Invalid = 3;
    public const int Refused = 5;
    public const int Partial = 10;
    public const int Interrupted = 130;

    /// <summary>The one error code that is the command's own.</summary>
    public const string InterruptedCode = "interrupted";

    public static int For(string errorCode) => errorCode switch
    {
        ErrorCodes.ConfigInvalid => Invalid,
        ErrorCodes.Refused or ErrorCodes.MachineExists or ErrorCodes.PlanStale => Refused,
        ErrorCodes.PartialApply => Partial,
        InterruptedCode => Interrupted,
        _ => Failed,
    };
}
