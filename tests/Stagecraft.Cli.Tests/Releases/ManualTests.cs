using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>spec/releases.md, section 5: <c>docs/man/stagecraft.1</c> is generated; <c>STAGECRAFT_UPDATE_GOLDEN=1</c> updates it.</summary>
public sealed partial class ManualTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "man", "stagecraft.1");

    [Fact]
    public void The_manual_is_up_to_date() =>
        Golden.Match(Path.Combine("..", "..", "..", "docs", "man", "stagecraft.1"), Manual.Write(Manual.Root()));

    [Theory]
    [InlineData("mandoc", "-T", "lint", "-W", "style")]
    [InlineData("groff", "-man", "-Tutf8", "-ww", "-b", "-z")]
    [InlineData("man", "--warnings", "-l")]
    public void Formatters_report_no_warnings(string program, params string[] arguments)
    {
        Assert.SkipUnless(InstallScript.Find(program) is not null, $"not installed: {program}");
        (string output, string error) = Run(program, [.. arguments, Page]);

        error.Should().BeEmpty();
        if (program == "mandoc")
        {
            output.Should().BeEmpty();
        }
    }

    [Fact]
    public void The_formatted_manual_has_every_command_option_and_example()
    {
        Assert.SkipUnless(InstallScript.Find("mandoc") is not null, "not installed: mandoc");
        (string page, _) = Run("mandoc", "-T", "ascii", "-O", "width=200", Page);
        string text = Spaces().Replace(Overstrike().Replace(page, ""), " ");
        Command[] commands = [.. All(Manual.Root())];

        commands.Should().HaveCountGreaterThan(10);
        foreach (Command command in commands)
        {
            text.Should().Contain(ParseMistake.NameOf(command)).And.Contain(command.Description);
            IEnumerable<string> options = command.Options.SelectMany(o => o.Aliases.Take(1).Append(o.Name));
            text.Should().ContainAll(options.Concat(((DocumentedCommand)command).Examples));
        }

        string descriptions = string.Concat(commands.SelectMany(c => c.Options).Select(o => o.Description));
        text.Should().ContainAll(Variable().Matches(descriptions).Select(m => m.Value));
    }

    [Theory]
    [InlineData(@"C:\new\fB", @"C:\enew\efB")]
    [InlineData(".TH is no request", @"\&.TH is no request")]
    [InlineData("'br is none", @"\(aqbr is none")]
    [InlineData("--sandbox", @"\-\-sandbox")]
    [InlineData("~/.ssh `x` ^", @"\(ti/.ssh \(gax\(ga \(ha")]
    [InlineData("say \"a\"", @"say \(dqa\(dq")]
    [InlineData("a\nb\u00e9\U0001F600", @"a b\[u00E9]\[u1F600]")]
    public void Text_keeps_its_characters(string text, string roff) => Roff.Escape(text).Should().Be(roff);

    [Fact]
    public void Line_breaks_do_not_create_requests()
    {
        string text = Roff.Lines(Roff.Escape(string.Join(' ', Enumerable.Repeat(".stagecraft/sandbox.db 'x'", 20))));

        text.TrimEnd('\n').Split('\n').Should().HaveCountGreaterThan(5).And.AllSatisfy(l =>
        {
            l.Length.Should().BeLessThan(82);
            l.Should().NotStartWith(".").And.NotStartWith("'");
        });
    }

    private static IEnumerable<Command> All(Command command) => ((DocumentedCommand)command).Own.SelectMany(All).Prepend(command);

    private static (string Out, string Error) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["MANWIDTH"] = "80";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        return (process.StandardOutput.ReadToEnd(), error.GetAwaiter().GetResult());
    }

    /// <summary>Bold characters are printed twice, separated by a backspace.</summary>
    [GeneratedRegex(".\u0008")]
    private static partial Regex Overstrike();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[A-Z]+_[A-Z]+")]
    private static partial Regex Variable();
}
