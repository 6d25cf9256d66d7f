using Stagecraft.Cli.Terminal;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Events;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 1.8: retries and waits of a command that reads the account.</summary>
public sealed class ReadingProgressTests
{
    private static readonly InfraEvent[] Events =
    [
        Retry("/v2/account", 1, null), Retry("/v2/sizes", 1, null), Retry("/v2/sizes", 2, null), Retry("/v2/account", 2, null),
        Retry("/v2/account", 1, 503), new RateLimitWait(TimeSpan.FromSeconds(45), "keys"), Retry("/v2/sizes", 3, null),
        Retry("/v2/sizes", 4, null),
    ];

    private static readonly string[] Lines =
    [
        "GET /v2/account: no response (attempt 1), retrying in 2 s",
        "GET /v2/account: no response (attempt 2), retrying in 2 s",
        "GET /v2/account: status 503 (attempt 1), retrying in 2 s",
        "waiting 45 s for the API's rate limit (keys)",
        "GET /v2/sizes: no response (attempt 4), retrying in 2 s",
    ];

    [Fact]
    public async Task Without_a_terminal_an_attempt_is_one_line()
    {
        using TestCli cli = new() { Provider = { PlanEvents = Events } };

        (await cli.RunAsync("infra plan -e staging")).Error.Split('\n').Take(5).Select(l => l.Trim()).Should().Equal(Lines);
        (await cli.RunAsync("infra plan -e staging -q")).Error.Should().BeEmpty();
        (await cli.RunAsync("infra plan -e staging -o json")).Error.Split('\n').Should().HaveCount(6);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(30)]
    public async Task On_a_terminal_one_line_is_updated_and_removed(int width)
    {
        List<string> shown = [];
        using TestScreen screen = new(width);
        screen.Changed = () => shown.Add(screen.Text.Trim());
        using LiveWriter error = new(screen);
        using TestCli cli = new() { IsTerminal = true, Width = width, Error = error, Provider = { PlanEvents = Events } };
        cli.Provider.OnPlan = () => shown.Add("planning");

        CliResult plan = await cli.RunAsync("infra plan -e staging");

        plan.ExitCode.Should().Be(0);
        shown.Where(s => s.Length > 0 && s != "planning").Take(width < 80 ? 4 : 5)
            .Should().Equal(Lines.Select(l => l.Length < width ? l : l[..(width - 2)] + "…").Distinct());
        screen.Text.Should().NotContain("retrying").And.NotContain("rate limit");
        screen.Widest.Should().BeLessThan(width + 1);
    }

    [Fact]
    public async Task A_prompt_is_shown_after_the_waits()
    {
        using TestScreen screen = new(80);
        using LiveWriter error = new(screen);
        using StringReader typed = new("no\n");
        using TestCli cli = new() { IsTerminal = true, Width = 80, Error = error, In = typed };
        cli.Provider.PlanEvents = Events;
        cli.Provider.Plan = Samples.Plan([Samples.App2]);

        CliResult up = await cli.RunAsync("infra up -e prod");

        up.ExitCode.Should().Be(5);
        screen.Text.Should().Contain("Enter '").And.Contain("cancelled").And.NotContain("retrying");
    }

    private static RetryScheduled Retry(string path, int attempt, int? status) =>
        new("GET", path, attempt, status, TimeSpan.FromSeconds(2));
}
