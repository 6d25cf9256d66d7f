namespace Stagecraft.Cli.Tests.Support;

/// <summary>An input that nobody may wait for.</summary>
internal sealed class ForbiddenReader : TextReader
{
    public override string? ReadLine() => throw new InvalidOperationException("nothing may be read");
}
