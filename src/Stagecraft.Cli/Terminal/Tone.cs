namespace Stagecraft.Cli.Terminal;

/// <summary>The meaning of a text, which decides its color. No meaning is expressed by color alone.</summary>
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
