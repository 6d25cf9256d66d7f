namespace Stagecraft.Cli.Tests.Support;

/// <summary>An input that must not be read.</summary>
internal sealed class ForbiddenReader : TextReader
{
    public override string? ReadLine() => throw new InvalidOperationException("nothing may be read");
}
