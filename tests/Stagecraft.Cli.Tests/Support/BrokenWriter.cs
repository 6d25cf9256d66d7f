using System.Text;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>An output that breaks after some lines.</summary>
internal sealed class BrokenWriter(int after) : TextWriter
{
    private int _lines;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (_lines >= after)
        {
            throw new IOException("no space left on device");
        }

        _lines += value == '\n' ? 1 : 0;
    }
}
