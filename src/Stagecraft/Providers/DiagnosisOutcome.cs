namespace Stagecraft.Providers;

/// <summary>How a check ended.</summary>
public enum DiagnosisOutcome
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Nothing fails for it, but it should be looked at.</summary>
    Warning,

    /// <summary>Commands fail for it.</summary>
    Failed,

    /// <summary>It cannot be known, or could not be checked.</summary>
    Unknown,
}
