namespace Stagecraft.Cli.Terminal;

/// <summary>What a text means, which decides its color. No meaning is told by color alone.</summary>
internal enum Tone
{
    Plain,
    Create,
    Delete,
    Drift,
    Error,
    Warning,
    Strong,
}
