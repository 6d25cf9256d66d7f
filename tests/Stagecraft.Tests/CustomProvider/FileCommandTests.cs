using System.Text.Json;
using FileHosts;
using FileHosts.Command;
using FileHosts.Machines;
using Stagecraft.Providers;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>Spec output.md 2, 3, 5.2, 6 and infra.md 5: the example's command, as far as it is the same.</summary>
public sealed class FileCommandTests : IDisposable
{
    private readonly FileCloud _cloud = new();

    public FileCommandTests() => Declare(FileCloud.TwoHosts);

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task From_nothing_to_hosts_and_back()
    {
        (int Exit, string Out, string Error) plan = await RunAsync("plan", "staging");
        (int Exit, string Out, string Error) up = await RunAsync("up", "staging");
        (int Exit, string Out, string Error) hosts = await RunAsync("hosts", "staging");
        (int Exit, string Out, string Error) again = await RunAsync("up", "staging");
        (int Exit, string Out, string Error) down = await RunAsync("down", "staging");

        plan.Should()
            .Be((0, "staging of project shop, provider file\n+ app-1 app, small\n+ db-1 db, large\nPlan: 2 to create, 0 to delete, 0 to "
                + "replace, 0 drifted, 0 unchanged.\n", ""));
        up.Should()
            .Be((0, "Done: 2 created.\n", "app-1: creating (small)\ndb-1: creating (large)\napp-1: ready, 10.0.0.1, id 1\ndb-1: ready, "
                + "10.0.0.2, id 2\n"));
        hosts.Should().Be((0, "app-1 active 10.0.0.1 id 1 small\ndb-1 active 10.0.0.2 id 2 large\n", ""));
        again.Should().Be((0, "Done: 2 unchanged.\n", ""));
        down.Should().Be((0, "Done: 2 deleted.\n", "app-1: deleting, id 1\ndb-1: deleting, id 2\napp-1: deleted\ndb-1: deleted\n"));
        (await RunAsync("hosts", "staging")).Out.Should().Be("No hosts.\n");
    }

    [Fact]
    public async Task As_json_it_speaks_the_formats_of_the_command()
    {
        JsonElement plan = Json((await RunAsync("plan", "staging", "--json")).Out);
        string[] lines = (await RunAsync("up", "staging", "--json")).Out.TrimEnd().Split('\n');
        JsonElement hosts = Json((await RunAsync("hosts", "staging", "--json")).Out);

        plan.GetProperty("summary").GetProperty("create").GetInt32().Should().Be(2);
        lines.Select(l => Json(l).GetProperty("type").GetString()).Should()
            .Equal("start", "host_creating", "host_waiting", "host_creating", "host_waiting", "host_ready", "host_ready", "summary");
        lines.Select(l => Json(l).GetProperty("sequence").GetInt32()).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
        hosts.GetProperty("hosts").EnumerateArray().Select(h => h.GetProperty("name").GetString()).Should().Equal("app-1", "db-1");
    }

    [Fact]
    public async Task A_reviewed_plan_is_carried_out_while_it_holds()
    {
        string file = Path.Combine(_cloud.Folder, "plan.json");
        await RunAsync("up", "staging");
        Declare("staging: {app-1: {role: app, size: small}}");

        (await RunAsync("up", "staging")).Exit.Should().Be(5, "it deletes, and the deletion was not confirmed");
        (await RunAsync("plan", "staging", "--out", file)).Exit.Should().Be(0);
        (await RunAsync("up", "staging", "--plan", file)).Out.Should().Be("Done: 1 deleted, 1 unchanged.\n");

        (int exit, string output, string error) = await RunAsync("up", "staging", "--plan", file, "--json");
        exit.Should().Be(5);
        error.Should().Contain("does not hold any more: machine 'staging-db-1' (2) no longer exists");
        Json(output).GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("plan_stale");
    }

    [Fact]
    public async Task A_file_that_is_no_plan_is_told_with_its_place()
    {
        string file = Path.Combine(_cloud.Folder, "plan.json");
        File.WriteAllText(file, "{\n  \"format_version\": 1, \"changes\": [] }");

        (int exit, _, string error) = await RunAsync("up", "staging", "--plan", file);

        exit.Should().Be(3);
        error.Should().Contain($"error: {file}:2:");
        File.Exists(_cloud.HostsFile).Should().BeFalse();
    }

    [Fact]
    public async Task All_problems_of_the_config_are_told_with_their_places()
    {
        File.WriteAllText(
            _cloud.ConfigFile,
            "projct: 1\nproject: {name: S}\ncloud:\n  provider: file\n  providers:\n    file: {file: a, hosts: {staging: {a: {size: s}}}, "
                + "more: 1}\n");

        (int exit, string output, string error) = await RunAsync("plan", "staging", "--json");

        exit.Should().Be(3);
        Json(output).GetProperty("errors").EnumerateArray()
            .Select(e => (e.GetProperty("line").GetInt32(), e.GetProperty("column").GetInt32())).Should().Equal((2, 17), (6, 39), (6, 55));
        error.Should()
            .Contain(
                $"error: {_cloud.ConfigFile}:2:17: project.name 'S' is not a valid name\nhint: ")
            .And.Contain("role of host 'a' is required").And.Contain("unknown key 'more'");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3, "plan")]
    [InlineData(3, "fly", "staging")]
    [InlineData(3, "plan", "--json")]
    [InlineData(3, "plan", "staging", "--plan", "x")]
    [InlineData(3, "plan", "staging", "--out")]
    [InlineData(3, "plan", "stagin")]
    [InlineData(3, "hosts", "Staging")]
    public async Task What_it_does_not_know_is_told(int expected, params string[] words)
    {
        (int exit, _, string error) = await RunAsync(words);

        exit.Should().Be(expected);
        error.Should().StartWith("error: ");
    }

    [Fact]
    public async Task A_partial_failure_ends_with_10_and_a_summary()
    {
        await RunAsync("up", "staging");
        MachineList list = _cloud.Content();
        Declare("staging: {app-1: {role: app, size: small}, db-1: {role: db, size: large}, x: {role: db, size: large}}");
        _cloud.Put(list with { Machines = [list.Machines[0]] });
        bool isBlocked = false;

        (int exit, string output, string error) = await RunAsync(["up", "staging", "--json"], new Watcher(line =>
        {
            if (!isBlocked && line.Contains("x: creating", StringComparison.Ordinal))
            {
                isBlocked = true;
                _cloud.BlockWriting();
            }
        }));

        exit.Should().Be(10);
        error.Should().Contain("error: file provider: 1 of 3 hosts failed: x (machine_create_failed)");
        JsonElement summary = Json(output.TrimEnd().Split('\n')[^1]);
        summary.GetProperty("exit_code").GetInt32().Should().Be(10);
        summary.GetProperty("failed").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_cancellation_ends_with_130()
    {
        using CancellationTokenSource stop = new();
        (int Exit, string Out, string Error) middle = await RunAsync(["up", "staging"], new Watcher(line =>
        {
            if (line.Contains("db-1: creating", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }), stop.Token);
        (int Exit, string Out, string Error) before = await RunAsync(["up", "staging", "--json"], new StringWriter(), stop.Token);

        middle.Exit.Should().Be(130);
        middle.Out.Should().Be("Interrupted: 1 created, 1 skipped.\n");
        before.Exit.Should().Be(130);
        Json(before.Out).GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("interrupted");
    }

    private void Declare(string hosts) => File.WriteAllText(_cloud.ConfigFile, FileCloud.Yaml(hosts));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private Task<(int Exit, string Out, string Error)> RunAsync(params string[] words) => RunAsync(words, new StringWriter());

    private async Task<(int Exit, string Out, string Error)> RunAsync(
        string[] words, StringWriter error, CancellationToken cancellationToken = default)
    {
        CloudProviderRegistry registry = new();
        registry.Register(FileCloud.NewProvider());
        using StringWriter output = new() { NewLine = "\n" };
        error.NewLine = "\n";
        string[] all = words.Length > 1 ? [.. words, "--config", _cloud.ConfigFile] : words;
        int exit = await new App(registry, new CommandConsole(output, error)).RunAsync(all, cancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    private sealed class Watcher(Action<string> onLine) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            onLine(value ?? "");
        }
    }
}
