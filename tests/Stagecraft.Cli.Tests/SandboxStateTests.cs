using System.Globalization;
using Microsoft.Data.Sqlite;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 7.6, with the real sandbox.</summary>
public sealed class SandboxStateTests : IDisposable
{
    private readonly TestCli _cli = new();

    public SandboxStateTests()
    {
        _cli.StartSandbox = settings => DigitalOceanNeeds.StartAsync(settings, CancellationToken.None);
        _cli.Stop.Cancel();
    }

    private string State => Path.Combine(_cli.Folder, "state.db");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_text_is_refused()
    {
        File.WriteAllText(State, "hello\n");
        await Refused("it is not a state file; choose another file");
    }

    [Fact]
    public async Task A_file_cut_short_is_refused()
    {
        (await _cli.RunAsync("sandbox", "--state", State)).ExitCode.Should().Be(0);
        using (FileStream file = File.OpenWrite(State))
        {
            file.SetLength(5000);
        }

        await Refused("it is damaged; delete it to start over, or choose another file");
    }

    [Fact]
    public async Task Another_programs_database_is_refused()
    {
        Execute("CREATE TABLE theirs (x)");
        await Refused("it is a database of another program; choose another file");
    }

    [Fact]
    public async Task Another_versions_is_refused()
    {
        Execute("PRAGMA user_version = 99");
        await Refused("it has version 99, this sandbox has *; delete it to start over, or choose another file");
    }

    [Fact]
    public async Task A_folder_is_refused()
    {
        Directory.CreateDirectory(State);
        await Refused("it is a directory; choose a file in it");
    }

    [Fact]
    public async Task So_is_it_in_a_run_with_the_option()
    {
        Directory.CreateDirectory(Path.Combine(_cli.Folder, ".stagecraft"));
        File.WriteAllText(Path.Combine(_cli.Folder, ".stagecraft", "sandbox.db"), "hello\n");
        CliResult result = await _cli.RunAsync("infra plan -e prod --sandbox");
        result.ExitCode.Should().Be(3);
        result.Error.Should().Be(
            $"error: the sandbox cannot start: {Path.Combine(".stagecraft", "sandbox.db")} cannot be used as the sandbox's state file: it "
                + $"is not a state file; choose another file\n"
                + "hint: choose another directory for its state with --sandbox-state DIR\n");
    }

    [Theory] // 7.4
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    public async Task The_address_is_one_to_send_requests_to(string listen, string host)
    {
        string remote = listen == host ? "" : " --allow-remote";
        CliResult result = await _cli.RunAsync($"sandbox -o json --listen {listen}{remote}");
        result.Json.GetProperty("address").GetString().Should()
            .MatchRegex(string.Create(CultureInfo.InvariantCulture, $"^http://{host}:[0-9]+$"));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused()
    {
        CliResult result = await _cli.RunAsync("sandbox --listen 192.0.2.7 --allow-remote");
        result.ExitCode.Should().Be(3);
        result.Error.Should()
            .StartWith("error: the sandbox cannot listen: 192.0.2.7, port 0: ").And.EndWith("\nhint: try another --port or --listen\n");
    }

    private async Task Refused(string problem)
    {
        CliResult result = await _cli.RunAsync("sandbox", "--state", State);
        result.ExitCode.Should().Be(3);
        result.Error.Should()
            .Match($"error: the sandbox cannot start: state.db cannot be used as the sandbox's state file: {problem}\nhint: choose "
                + $"another file with --state FILE\n");
        result.Out.Should().BeEmpty();
    }

    private void Execute(string sql)
    {
        using SqliteConnection connection = new SqliteConnection($"Data Source={State};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
