using System.Text;

namespace Stagecraft.Cli.Terminal;

/// <summary>A writer for several threads: each write is one call.</summary>
internal abstract class LockedWriter(TextWriter inner) : TextWriter
{
    private protected TextWriter Inner { get; } = inner;

    private protected Lock Gate { get; } = new();

    public override Encoding Encoding => Inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (Gate)
        {
            try
            {
                WriteLocked(buffer);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw OutputException.Of(e);
            }
        }
    }

    public override void Flush()
    {
        lock (Gate)
        {
            try
            {
                Inner.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw OutputException.Of(e);
            }
        }
    }

    private protected abstract void WriteLocked(ReadOnlySpan<char> text);
}
