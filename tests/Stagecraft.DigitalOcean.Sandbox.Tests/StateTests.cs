using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 12, and 7.7.</summary>
public sealed class StateTests
{
    [Fact] // 12.1, 1.1
    public async Task What_one_process_creates_is_active_for_the_next()
    {
        using var folder = new TempFolder();
        var options = new SandboxOptions { StateFile = folder.File("new/state.db") };
        var clock = new VirtualClock();
        long id;
        await using (var first = new Account(options, clock))
            id = await first.Create("web-1", """ "tags":["Blue"],"user_data":"x" """);

        clock.Advance(60);
        await using var second = new Account(options with { SshKeys = ["another"] }, clock);
        (await second.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("status").GetString().Should().Be("active");
        second.Sandbox.Droplets.Single().Should().Match<SandboxDroplet>(droplet => droplet.Tags.Single() == "Blue" && droplet.UserData == "x");
        (await second.Create("web-2")).Should().BeGreaterThan(id);
        (await second.Get("/v2/account/keys")).All("ssh_keys", "name").Should().Equal("my-ssh-key", "another");
    }

    [Fact] // 12.1
    public async Task The_state_file_is_its_owners_only()
    {
        using var folder = new TempFolder();
        await using var account = new Account(new SandboxOptions { StateFile = folder.File("state.db") });
        await account.Create();
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in new[] { "state.db", "state.db-wal" })
            File.GetUnixFileMode(folder.File(file)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact] // 7.7
    public async Task A_copy_of_the_files_at_the_moment_of_the_answer_has_the_droplet()
    {
        using var folder = new TempFolder();
        await using var account = new Account(new SandboxOptions { StateFile = folder.File("state.db") });
        var id = await account.Create();
        // What a killed process leaves behind is what is on disk now: nothing is closed or flushed.
        foreach (var end in new[] { "", "-wal" })
            File.Copy(folder.File($"state.db{end}"), folder.File($"killed.db{end}"));
        await using var next = new Account(new SandboxOptions { StateFile = folder.File("killed.db") });
        next.Sandbox.Droplets.Single().Id.Should().Be(id);
    }

    [Fact] // 12.2
    public async Task Two_at_once_share_the_account()
    {
        using var folder = new TempFolder();
        var options = new SandboxOptions { StateFile = folder.File("state.db"), RateLimit = false, DropletLimit = 1000 };
        var clock = new VirtualClock();
        await using var first = new Account(options, clock);
        await using var second = new Account(options, clock);
        await Task.WhenAll(new[] { first, second }.Select(account => Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
                await account.Create($"web-{i}", """ "tags":["blue"] """);
        })));
        (await first.Get("/v2/droplets?per_page=200")).Total.Should().Be(80);
        first.Sandbox.Droplets.Select(droplet => droplet.Id).Should().OnlyHaveUniqueItems()
            .And.Equal(second.Sandbox.Droplets.Select(droplet => droplet.Id));
    }

    [Fact] // 12.3
    public async Task A_file_of_another_kind_is_refused_by_name()
    {
        using var folder = new TempFolder();
        var path = folder.File("notes.txt");
        await File.WriteAllTextAsync(path, new string('x', 5000));
        var open = () => DigitalOceanSandbox.Create(new SandboxOptions { StateFile = path });
        open.Should().Throw<InvalidDataException>().WithMessage($"*{path}*");
        (await File.ReadAllTextAsync(path)).Should().Be(new string('x', 5000));
    }

    [Fact] // 12.3
    public void A_database_of_another_program_or_version_is_refused()
    {
        using var folder = new TempFolder();
        foreach (var sql in new[] { "PRAGMA user_version = 99", "CREATE TABLE theirs (x)" })
        {
            var path = folder.File($"{sql.Length}.db");
            using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            var open = () => DigitalOceanSandbox.Create(new SandboxOptions { StateFile = path });
            open.Should().Throw<InvalidDataException>().WithMessage($"*{path}*");
        }
    }
}
