using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Flow;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Terminal;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 8.2: whatever comes from elsewhere, a terminal gets text and nothing that it obeys.</summary>
public sealed partial class ControlCharacterTests
{
    private static readonly string[] Bad =
    [
        "\0", "\a", "\b", "\t", "\n", "\r", "\u001b[2J", "\u001b]0;x\u0007", "\u007f", "\u0085", "\u009b31m", "\u00ad", "\u061c", "\u200b",
        "\u200d", "\u200e",
        "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff", "\U000e0041", "\U0001d173", "\ud800", "\udc00",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        OneOf(Bad), OneOf(["a", "app-1", "ä", "😀", "[red]", " "]), Gen.Char.Select(c => c.ToString()))
        .Array[0, 8].Select(string.Concat);

    private static readonly string[] Commands =
        ["infra plan -e prod", "infra up -e prod --yes --allow-delete", "infra down -e prod --yes", "infra hosts -e prod", "validate"];

    [Fact]
    public void Every_view_of_every_text() =>
        Gen.Select(Text, OneOf([.. Commands, "infra plan -e prod -o markdown"]), Gen.Bool, Gen.Bool).Sample(
        (text, command, fails, terminal) =>
        {
            using TestCli cli = Cli(text, fails);
            cli.IsTerminal = terminal;
            CliResult result = cli.RunAsync(command + " --no-color -v").GetAwaiter().GetResult();
            NothingToObey(result.Out);
            NothingToObey(result.Error);
        },
        iter: 150, threads: 1);

    [Fact]
    public void Json_of_every_text_can_be_read() => Gen.Select(Text, OneOf(Commands), Gen.Bool).Sample(
        (text, command, fails) =>
        {
            using TestCli cli = Cli(text, fails);
            CliResult result = cli.RunAsync(command + " -o json").GetAwaiter().GetResult();
            bool isStream = command.Contains("up") || command.Contains("down");
            foreach (string document in isStream ? result.Out.TrimEnd('\n').Split('\n') : [result.Out])
            {
                JsonElement.Parse(document).ValueKind.Should().Be(JsonValueKind.Object);
            }

            NothingToObey(result.Out);
            NothingToObey(result.Error);
        },
        iter: 150, threads: 1);

    [Fact]
    public void Columns_are_as_wide_as_what_is_shown() => Text.Array[2, 6].Sample(
        texts =>
        {
            using StringWriter writer = new StringWriter();
            Columns.Write(new TextOutput(writer, color: false), [.. texts.Select(t => new Segment[] { t, "|" })]);
            string[] lines = writer.ToString().TrimEnd('\n').Split('\n');
            lines.Should().HaveCount(texts.Length);
            int widest = texts.Where(t => t.Length <= 32).Select(t => t.Length).DefaultIfEmpty(0).Max();
            lines.Where((_, i) => texts[i].Length <= 32).Should().OnlyContain(l => l.LastIndexOf('|') == widest + 2);
        },
        iter: 300, threads: 1);

    [Fact]
    public void The_lines_of_the_sandbox_and_mistakes_of_the_command_line() => Text.Sample(
        text =>
        {
            using StringWriter writer = new StringWriter();
            SandboxFlow.WriteRequest(
                new TextOutput(writer, color: false),
                new SandboxLogLine(DateTimeOffset.UnixEpoch, text, "/v2/" + text, 200, Fault: null),
                TimeZoneInfo.Utc);
            NothingToObey(writer.ToString());
            using TestCli cli = Cli(text, fails: false);
            foreach (string[] args in (string[][])
            [
                ["infra", "plan", "-e", text], ["infra", text], ["--" + text], ["validate", "-c", text], ["infra", "plan", "-o", text],
                ["sandbox", "--listen", text],
            ])
            {
                CliResult result = cli.RunAsync(args).GetAwaiter().GetResult();
                NothingToObey(result.Out + result.Error);
            }

            cli.Variables["STAGECRAFT_ENV"] = text;
            NothingToObey(cli.RunAsync("infra down --yes").GetAwaiter().GetResult().Error);
            cli.Variables["DIGITALOCEAN_API_URL"] = text;
            NothingToObey(cli.RunAsync("infra plan -e prod").GetAwaiter().GetResult().Error);
        },
        iter: 40, threads: 1);

    private static Gen<string> OneOf(string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static TestCli Cli(string text, bool fails)
    {
        TestCli cli = new TestCli();
        HostSpec create = Samples.App2 with { Name = text, MachineName = text, Role = text, Size = text, Region = text, Image = text };
        HostDeletion delete = Samples.Old with { Name = null, MachineName = text, Role = text, Size = text, Region = text };
        cli.Provider.Plan = Samples.Plan(
            [create],
            [delete],
            [HostChange.Keep(null, text, new ResourceId("7"), new FieldDifference(text, text, text))],
            [new PlanWarning("w", text)]);
        cli.Provider.Hosts =
        [
            new HostStatus(text, text, new ResourceId("1"), text, text, text, text, text, text, text, false),
            new HostStatus(null, text, new ResourceId("2"), null, text, text, text, null, null, null, true),
        ];
        cli.Provider.ApplyEvents =
        [
            new HostCreating(text, text, text, text), new HostCreateIndeterminate(text, text, text), new HostWaiting(
                text, text, new ResourceId("1"), text), new HostReady(text, text, new ResourceId("1"), text, text),
            new HostDeleting(
                null,
                text,
                new ResourceId("2"),
                DeleteReason.Down), new HostFailed(null, text, null, text, text), new HostSkipped(text, text, text),
            new RetryScheduled(text, text, 1, null, TimeSpan.Zero), new RateLimitWait(TimeSpan.Zero, text),
        ];
        ApplyReport report = new ApplyReport(
            [new HostOutcome(
                text,
                text,
                OutcomeKind.Failed,
                new ResourceId("1"),
                text,
                text,
                text,
                text), new HostOutcome(null, text, OutcomeKind.Unknown, Message: text)]);
        cli.Provider.Report = report;
        if (fails)
        {
            Problem problem = new Problem(
                ErrorCodes.ApiError, text, text, new SourceLocation(text, 1, 2), text, text)
            { SourceLine = text };
            cli.Provider.Problems = [problem];
            cli.Provider.PlanFailure = text.Length % 2 == 0
                ? new CloudProviderException("digitalocean", problem)
                : new InvalidOperationException(text);
            cli.Provider.ApplyFailure = new CloudProviderException("digitalocean", [problem], report: report);
        }

        return cli;
    }

    // The control sequences of the live view are the only ones that the terminal receives.
    private static void NothingToObey(string text)
    {
        string output = Erasure().Replace(text, "");
        foreach (Rune rune in output.EnumerateRunes())
        {
            bool isSafe = rune.Value == '\n' || Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
            isSafe.Should().BeTrue($"U+{rune.Value:X4} is in {JsonSerializer.Serialize(output)}");
        }
    }

    [GeneratedRegex("\u001b\\[[0-9]+F\u001b\\[J")]
    private static partial Regex Erasure();
}
