namespace Stagecraft.Providers;

/// <summary>The outcome of a check.</summary>
public enum DiagnosisOutcome
{
    /// <summary>The check passed.</summary>
    Ok,

    /// <summary>Commands work, but it should be reviewed.</summary>
    Warning,

    /// <summary>Commands fail because of it.</summary>
    Failed,

    /// <summary>It could not be checked.</summary>
    Unknown,
}
