using Stagecraft.Cli.Tests.Support;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 2.4.6, 4.4.2, 6.2.3; output.md 5.10, 5.11.</summary>
public sealed class ReserveTests : IDisposable
{
    private const string Section =
        """
        project: { name: shop }
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              hosts:
                prod:
                  db-1:
                    # the database
                    role: db
                    size: s-4vcpu-8gb
                  app-1: { role: app }
                  app-2: {
                    role: app }
                  app-3: {}
        """;

    private readonly TestCli _cli = new(Section);

    public ReserveTests() => _cli.Provider.Reservation = new()
    {
        Host = "db-1",
        Region = "nyc1",
        Key = "reserved_ip",
        MonthlyUnassigned = 5.00m,
        Currency = "USD",
        Unassigned = ["203.0.113.4"],
        Address = "203.0.113.7",
        IsConfirmed = true,
    };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task It_asks_and_prints_the_line_with_its_place()
    {
        _cli.IsTerminal = true;
        _cli.Variables["NO_COLOR"] = "1";
        _cli.In = new StringReader("yes\n");

        CliResult result = await _cli.RunAsync("infra reserve db-1 -e prod -q");

        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("reserve.stderr.txt", result.Error);
        Golden.Match("reserve.stdout.txt", result.Out);
        (_cli.Provider.ReservedFor!.Host, _cli.Provider.ReservedFor.Environment, _cli.Provider.ReservedFor.Project).Should()
            .Be(("db-1", "prod", "shop"));
    }

    [Fact]
    public async Task The_line_at_the_printed_place_declares_the_address()
    {
        CliResult result = await _cli.RunAsync("infra reserve db-1 -e prod --yes -o json");
        int line = result.Json.GetProperty("line").GetInt32();
        CliResult text = await _cli.RunAsync("infra reserve db-1 -e prod --yes");
        string setting = text.Out.Split('\n').Single(l => l.TrimStart().StartsWith("reserved_ip:", StringComparison.Ordinal));
        setting.Trim().Should().Be(result.Json.GetProperty("setting").GetString());

        List<string> file = [.. Section.Split('\n')];
        file.Insert(line - 1, setting);

        Stagecraft.Config.ConfigReader.Read("stagecraft.yml", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', file)));
        (file[line - 1], file[line]).Should().Be(
            ("            reserved_ip: 203.0.113.7", "            role: db"), "it is the first setting of the host");
    }

    [Theory]
    [InlineData("app-1", 13)]
    [InlineData("app-2", 14)]
    [InlineData("app-3", 16)]
    public async Task Settings_in_braces_are_named_as_such(string host, int line)
    {
        _cli.Provider.Reservation = _cli.Provider.Reservation! with { Host = host };
        CliResult result = await _cli.RunAsync($"infra reserve {host} -e prod --yes");
        result.Out.Should().Contain("insert this setting after the opening brace at ").And.Contain($"stagecraft.yml:{line} ")
            .And.Contain("\nreserved_ip: 203.0.113.7,\n");
    }

    [Fact]
    public async Task Json_is_one_document()
    {
        CliResult result = await _cli.RunAsync("infra reserve db-1 -e prod -o json --yes");
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match("reserve.json", result.Out);
    }

    [Fact]
    public async Task A_dry_run_shows_the_price_and_stops()
    {
        CliResult result = await _cli.RunAsync("infra reserve db-1 -e prod --dry-run");
        (result.ExitCode, result.Out).Should()
            .Be((0, "  + reserved IP in nyc1 for host db-1; 5.00 USD a month while it is not assigned\n"));
        result.Error.Should().Contain("203.0.113.4 in nyc1 is not assigned and not declared");
        CliResult json = await _cli.RunAsync("infra reserve db-1 -e prod --dry-run -o json");
        json.Json.GetProperty("outcome").GetString().Should().Be("planned");
        _cli.Provider.ReservedFor.Should().BeNull();
    }

    [Fact]
    public async Task Without_a_terminal_it_requires_yes()
    {
        CliResult result = await _cli.RunAsync("infra reserve db-1 -e prod");
        result.ExitCode.Should().Be(5);
        result.Error.Should().Contain("a reserved address is billed while it is not assigned").And.Contain("pass --yes");
        _cli.Provider.ReservedFor.Should().BeNull();
    }

    [Fact]
    public async Task Another_answer_cancels()
    {
        _cli.IsTerminal = true;
        _cli.In = new StringReader("no\n");
        (await _cli.RunAsync("infra reserve db-1 -e prod")).ExitCode.Should().Be(5);
        _cli.Provider.ReservedFor.Should().BeNull();
    }

    [Fact]
    public async Task An_address_that_is_not_listed_yet_is_reported_as_such()
    {
        _cli.Provider.Reservation = _cli.Provider.Reservation! with { IsConfirmed = false, MonthlyUnassigned = null, Unassigned = [] };
        CliResult text = await _cli.RunAsync("infra reserve db-1 -e prod --yes");
        text.ExitCode.Should().Be(0);
        text.Out.Should().StartWith("Reserved 203.0.113.7 in nyc1 for host db-1.\nThe list of the account does not show it yet.\n");
        CliResult json = await _cli.RunAsync("infra reserve db-1 -e prod --yes -o json");
        json.Json.GetProperty("outcome").GetString().Should().Be("unconfirmed");
        json.Json.GetProperty("monthly_unassigned").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Interrupted_it_exits_with_130_and_states_what_is_known(bool isKnown)
    {
        _cli.Provider.Reservation = _cli.Provider.Reservation! with { IsConfirmed = false };
        _cli.Provider.OnApply = () =>
        {
            _cli.Stop.Cancel();
            if (!isKnown)
            {
                throw new CloudProviderException("digitalocean", [new("api_error", "it is unknown whether a reserved IP was reserved")]);
            }
        };

        CliResult result = await _cli.RunAsync("infra reserve db-1 -e prod --yes");

        result.ExitCode.Should().Be(130);
        (result.Out + result.Error).Should()
            .Contain(isKnown ? "Reserved 203.0.113.7" : "error: it is unknown whether a reserved IP was reserved");
    }

    [Fact]
    public async Task An_undeclared_environment_is_an_error()
    {
        CliResult result = await _cli.RunAsync("infra reserve db-1 -e pr-7 --yes");
        result.ExitCode.Should().Be(3);
        _cli.Provider.ReservedFor.Should().BeNull();
    }

    [Fact]
    public async Task Left_immediately_it_does_not_state_that_nothing_was_changed()
    {
        int left = 0;
        _cli.Provider.OnApply = () => left = _cli.CurrentOperation.Operation!.Leave();
        CliResult result = await _cli.RunAsync("infra reserve db-1 -e prod --yes");
        left.Should().Be(130);
        result.Error.Should().Contain("it is unknown whether an address was reserved");
    }
}
