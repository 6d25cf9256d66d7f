using System.Diagnostics;
using CsCheck;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md, 4.6.</summary>
public sealed class ShellTextTests
{
    private const string Shell = "/bin/sh";

    private const string Special = "'\"$`\\!~*{\n\tä-=";

    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.Char[' ', '~'],
        Gen.Int[0, Special.Length - 1].Select(i => Special[i])).Array[0, 12].Select(c => new string(c));

    [Theory]
    [InlineData("stagecraft.yml", "stagecraft.yml")]
    [InlineData("../deploy/prod-1_a.yml", "../deploy/prod-1_a.yml")]
    [InlineData("", "''")]
    [InlineData("my file.yml", "'my file.yml'")]
    [InlineData("a$b.yml", "'a$b.yml'")]
    [InlineData("~/a.yml", "'~/a.yml'")]
    [InlineData("it's.yml", @"'it'\''s.yml'")]
    public void Words_are_quoted_if_the_shell_would_change_them(string word, string quoted) => ShellText.Quote(word).Should().Be(quoted);

    [Fact]
    public void A_shell_reads_back_every_word()
    {
        Assert.SkipUnless(File.Exists(Shell), "needs sh");
        Words.Array[1, 20].Sample(
            words =>
            {
                ProcessStartInfo start = new ProcessStartInfo(
                    Shell, ["-c", $"printf '%s\\0' {string.Join(' ', words.Select(ShellText.Quote))}"])
                {
                    RedirectStandardOutput = true,
                    WorkingDirectory = Path.GetTempPath(),
                };
                using Process shell = Process.Start(start)!;
                shell.StandardOutput.ReadToEnd().Should().Be(string.Concat(words.Select(w => w + '\0')));
            },
            iter: 50);
    }
}
