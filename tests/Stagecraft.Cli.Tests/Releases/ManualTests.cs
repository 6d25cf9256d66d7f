using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>spec/releases.md 5: <c>docs/man/stagecraft.1</c> is made from the commands; <c>STAGECRAFT_UPDATE_GOLDEN=1</c> writes it anew.</summary>
public sealed partial class ManualTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "man", "stagecraft.1");

    [Fact]
    public void It_is_what_the_commands_say_of_themselves() =>
        Golden.Match(Path.Combine("..", "..", "..", "docs", "man", "stagecraft.1"), Manual.Write(Manual.Root()));

    [Theory]
    [InlineData("mandoc", "-T", "lint", "-W", "style")]
    [InlineData("groff", "-man", "-Tutf8", "-ww", "-b", "-z")]
    [InlineData("man", "--warnings", "-l")]
    public void A_formatter_has_nothing_to_say(string program, params string[] arguments)
    {
        Assert.SkipUnless(InstallScript.Find(program) is not null, $"there is no {program}");
        (string output, string error) = Run(program, [.. arguments, Page]);

        error.Should().BeEmpty();
        if (program == "mandoc")
        {
            output.Should().BeEmpty();
        }
    }

    [Fact]
    public void What_is_read_has_every_command_option_and_example_as_it_is_typed()
    {
        Assert.SkipUnless(InstallScript.Find("mandoc") is not null, "there is no mandoc");
        (string page, _) = Run("mandoc", "-T", "ascii", "-O", "width=200", Page);
        string read = Spaces().Replace(Overstrike().Replace(page, ""), " ");
        Command[] commands = [.. All(Manual.Root())];

        commands.Should().HaveCountGreaterThan(10);
        foreach (Command command in commands)
        {
            read.Should().Contain(ParseMistake.NameOf(command)).And.Contain(command.Description);
            string[] typed = [.. command.Options.SelectMany(o => o.Aliases.Take(1).Append(o.Name)), .. ((DocumentedCommand)command).Examples];
            read.Should().ContainAll(typed);
        }

        read.Should().ContainAll(Variable().Matches(string.Concat(commands.SelectMany(c => c.Options).Select(o => o.Description))).Select(m => m.Value));
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
    public void No_line_begins_with_a_request_by_being_broken()
    {
        string text = Roff.Lines(Roff.Escape(string.Join(' ', Enumerable.Repeat(".stagecraft/sandbox.db 'x'", 20))));

        text.TrimEnd('\n').Split('\n').Should().HaveCountGreaterThan(5).And.AllSatisfy(l =>
        {
            l.Length.Should().BeLessThan(82);
            l.Should().NotStartWith(".").And.NotStartWith("'");
        });
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.Where(c => !c.Hidden).SelectMany(All).Prepend(command);

    private static (string Out, string Error) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["MANWIDTH"] = "80";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        return (process.StandardOutput.ReadToEnd(), error.GetAwaiter().GetResult());
    }

    /// <summary>A character is made bold by being written twice.</summary>
    [GeneratedRegex(".\u0008")]
    private static partial Regex Overstrike();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[A-Z]+_[A-Z]+")]
    private static partial Regex Variable();
}
