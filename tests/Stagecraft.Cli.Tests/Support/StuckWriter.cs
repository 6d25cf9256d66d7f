using System.Text;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>A pipe that is full: its second line is not taken until it is disposed.</summary>
internal sealed class StuckWriter : TextWriter
{
    private readonly TaskCompletionSource _stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _end = new();
    private int _lines;

    public override Encoding Encoding => Encoding.UTF8;

    internal Task IsStuck => _stuck.Task;

    public override void Write(char value)
    {
        if (value == '\n' && ++_lines == 2)
        {
            _stuck.TrySetResult();
            _end.Wait();
        }
    }

    protected override void Dispose(bool disposing) => _end.Set();
}
