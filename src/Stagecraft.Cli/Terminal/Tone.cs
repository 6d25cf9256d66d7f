namespace Stagecraft.Cli.Terminal;

/// <summary>What a text means, which decides its colour. No meaning is told by colour alone.</summary>
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
