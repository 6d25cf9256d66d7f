using Stagecraft.Cli.Terminal;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 4.1.2.</summary>
public sealed class LiveWriterTests : IDisposable
{
    private readonly TestScreen _screen = new(60);
    private readonly LiveWriter _writer;

    public LiveWriterTests() => _writer = new LiveWriter(_screen);

    public void Dispose()
    {
        _writer.Dispose();
        _screen.Dispose();
    }

    [Fact]
    public void Frames_replace_each_other_and_go()
    {
        _writer.Write("before\n");
        _writer.Open();
        _writer.Show(Frame("one", "two"));
        _screen.Text.Should().Be("before\none\ntwo\n");
        _writer.Show(Frame("three"));
        _screen.Text.Should().Be("before\nthree\n");
        _writer.End();
        _writer.Show(Frame("late"));
        _writer.Write("after\n");
        _screen.Text.Should().Be("before\nafter\n");
    }

    [Fact]
    public void What_is_said_meanwhile_stands_above_in_whole_lines()
    {
        _writer.Open();
        _writer.Show(Frame("frame"));
        _writer.Write("warn");
        _screen.Text.Should().Be("frame\n");
        _writer.Write("ing\nmore");
        _screen.Text.Should().Be("warning\nframe\n");
        _writer.End();
        _screen.Text.Should().Be("warning\nmore");
    }

    [Fact]
    public void A_shell_that_takes_over_keeps_its_lines()
    {
        _writer.Open();
        _writer.Show(Frame("frame"));
        _screen.Write("[1]+ Stopped\n$ fg\n");
        _writer.Leave();
        _writer.Show(Frame("later"));
        _writer.Show(Frame("last"));
        _screen.Text.Should().Be("frame\n[1]+ Stopped\n$ fg\nlast\n");
    }

    [Fact]
    public void A_frame_like_the_one_before_is_not_written_again()
    {
        _writer.Open();
        _writer.Show(Frame("frame"));
        _writer.Show(Frame("frame"));
        _screen.Redraws.Should().Be(0);
    }

    [Fact]
    public async Task Threads_never_tear_each_others_lines()
    {
        _writer.Open();
        Task[] threads =
        [
            .. Enumerable.Range(0, 4).Select(t => Task.Run(() =>
            {
                for (int i = 0; i < 200; i++)
                {
                    _writer.Write($"thread {t} line {i}\n");
                    _writer.Show(Frame($"frame {t} {i}", "below"));
                }
            })),
        ];
        await Task.WhenAll(threads);
        _writer.End();
        _screen.Text.TrimEnd('\n').Split('\n').Should().BeEquivalentTo(
            Enumerable.Range(0, 4).SelectMany(t => Enumerable.Range(0, 200).Select(i => $"thread {t} line {i}")));
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(60, 3)]
    [InlineData(40, 4)]
    [InlineData(20, 5)]
    public void A_terminal_that_became_narrower_has_broken_the_lines(int? width, int rows) =>
        new LiveFrame("", [0, 20, 60], () => width).Erasure.Should().Be($"\u001b[{rows}F\u001b[J");

    private static LiveFrame Frame(params string[] lines) =>
        new(string.Concat(lines.Select(l => l + "\n")), [.. lines.Select(l => l.Length)], () => 60);
}
