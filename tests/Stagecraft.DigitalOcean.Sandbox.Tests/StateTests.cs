using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Sections 12 and 7.7.</summary>
public sealed class StateTests
{
    [Fact] // 12.1, 1.1
    public async Task A_droplet_created_by_one_process_is_active_in_the_next()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = new SandboxOptions { StateFile = folder.File("new/state.db") };
        VirtualClock clock = new VirtualClock();
        long id;
        await using (Account first = new Account(options, clock))
        {
            id = await first.Create("web-1", """ "tags":["Blue"],"user_data":"x" """);
        }

        clock.Advance(60);
        await using Account second = new Account(options with { SshKeys = ["another"] }, clock);
        (await second.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("status").GetString().Should().Be("active");
        second.Sandbox.Droplets.Single()
            .Should().Match<SandboxDroplet>(droplet => droplet.Tags.Single() == "Blue" && droplet.UserData == "x");
        (await second.Create("web-2")).Should().BeGreaterThan(id);
        (await second.Get("/v2/account/keys")).All("ssh_keys", "name").Should().Equal("my-ssh-key", "another");
    }

    [Fact] // 12.1
    public async Task The_state_file_is_readable_by_its_owner_only()
    {
        using TempFolder folder = new TempFolder();
        await using Account account = new Account(new SandboxOptions { StateFile = folder.File("state.db") });
        await account.Create();
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (string? file in new[] { "state.db", "state.db-wal" })
        {
            File.GetUnixFileMode(folder.File(file)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact] // 7.7
    public async Task A_copy_of_the_files_at_the_time_of_the_response_has_the_droplet()
    {
        using TempFolder folder = new TempFolder();
        await using Account account = new Account(new SandboxOptions { StateFile = folder.File("state.db") });
        long id = await account.Create();
        // A killed process leaves the files as they are now: nothing is closed or flushed.
        foreach (string? end in new[] { "", "-wal" })
        {
            File.Copy(folder.File($"state.db{end}"), folder.File($"killed.db{end}"));
        }

        await using Account next = new Account(new SandboxOptions { StateFile = folder.File("killed.db") });
        next.Sandbox.Droplets.Single().Id.Should().Be(id);
    }

    [Fact] // 12.5
    public async Task A_copy_of_the_files_at_the_time_of_the_response_has_every_resource()
    {
        using TempFolder folder = new TempFolder();
        await using Account account = new Account(new SandboxOptions { StateFile = folder.File("state.db"), Boot = TimeSpan.Zero });
        long droplet = account.Sandbox.CreateDroplet("web-1").Id;
        string firewall = await FirewallSteps.Create(account, "web", $""" "droplet_ids":[{droplet}] """);
        string volume = await VolumeSteps.Create(account);
        string balancer = await LoadBalancerSteps.Create(account);
        Reply ip = await account.Post("/v2/reserved_ips", """{"region":"nyc3"}""");
        await VolumeSteps.Act(account, volume, VolumeSteps.Attach(droplet));
        foreach (string? end in new[] { "", "-wal" })
        {
            File.Copy(folder.File($"state.db{end}"), folder.File($"killed.db{end}"));
        }

        account.Clock.Advance(2);
        await using Account next = new Account(new SandboxOptions { StateFile = folder.File("killed.db") }, account.Clock);
        SandboxResources resources = next.Sandbox.Resources;
        (resources.Firewalls.Single().Id, resources.LoadBalancers.Single().Id).Should().Be((firewall, balancer));
        resources.Volumes.Single().Should().Match<SandboxVolume>(item => item.Id == volume && item.DropletId == droplet);
        resources.ReservedIps.Single().Ip.Should().Be(ip["reserved_ip"].GetProperty("ip").GetString());
    }

    [Fact] // 12.2
    public async Task Two_sandboxes_can_share_a_state_file()
    {
        using TempFolder folder = new TempFolder();
        SandboxOptions options = new SandboxOptions { StateFile = folder.File("state.db"), RateLimit = false, DropletLimit = 1000 };
        VirtualClock clock = new VirtualClock();
        await using Account first = new Account(options, clock);
        await using Account second = new Account(options, clock);
        await Task.WhenAll(new[] { first, second }.Select(account => Task.Run(async () =>
        {
            for (int i = 0; i < 40; i++)
            {
                await account.Create($"web-{i}", """ "tags":["blue"] """);
            }
        })));
        (await first.Get("/v2/droplets?per_page=200")).Total.Should().Be(80);
        first.Sandbox.Droplets.Select(droplet => droplet.Id).Should().OnlyHaveUniqueItems()
            .And.Equal(second.Sandbox.Droplets.Select(droplet => droplet.Id));
    }

    [Fact] // 12.3
    public void A_file_of_another_kind_is_rejected_by_name() =>
        Rejected(path => File.WriteAllText(path, new string('x', 5000))).Should().Be("it is not a state file; choose another file");

    [Theory] // 12.3
    [InlineData("PRAGMA user_version = 99", "it has version 99, this sandbox has *; delete it to start over, or choose another file")]
    [InlineData("CREATE TABLE other (x)", "it is a database of another program; choose another file")]
    public void A_database_of_another_program_or_version_is_rejected(string sql, string problem) =>
        Rejected(path => Execute(path, sql)).Should().Match(problem);

    [Theory] // 12.3
    [InlineData(100)]
    [InlineData(5000)]
    public void A_truncated_file_is_rejected(int length) => Rejected(path =>
    {
        DigitalOceanSandbox.Create(new SandboxOptions { StateFile = path }).DisposeAsync().AsTask().Wait();
        using FileStream file = File.OpenWrite(path);
        file.SetLength(length);
    }).Should().Be("it is damaged; delete it to start over, or choose another file");

    [Fact] // 12.3
    public void A_folder_is_rejected()
    {
        using TempFolder folder = new TempFolder();
        Func<DigitalOceanSandbox> open = () => DigitalOceanSandbox.Create(new SandboxOptions { StateFile = folder.File("") });
        open.Should().Throw<InvalidDataException>().WithMessage("* it is a directory; choose a file in it");
    }

    [Fact] // 12.3
    public void A_locked_file_is_rejected()
    {
        using TempFolder folder = new TempFolder();
        string path = folder.File("state.db");
        using SqliteConnection other = new SqliteConnection($"Data Source={path};Pooling=False");
        other.Open();
        using SqliteTransaction transaction = other.BeginTransaction();
        Func<DigitalOceanSandbox> open =
            () => DigitalOceanSandbox.Create(new SandboxOptions { StateFile = path, StateTimeout = TimeSpan.FromSeconds(1) });
        open.Should().Throw<InvalidDataException>()
            .WithMessage($"{path} * another program keeps it locked; stop that program, or choose another file");
    }

    [Fact] // 12.4
    public async Task Requests_are_500_while_the_state_is_locked()
    {
        using TempFolder folder = new TempFolder();
        string path = folder.File("state.db");
        await using Account account = new Account(new SandboxOptions { StateFile = path, StateTimeout = TimeSpan.FromSeconds(1) });
        using (SqliteConnection other = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            other.Open();
            using SqliteTransaction transaction = other.BeginTransaction();
            Reply rejected = await account.Post("/v2/droplets", Account.Body());
            rejected.Status.Should().Be(500);
            rejected["message"].GetString()
                .Should().Be("The state file cannot be used: another program keeps it locked; stop that program, or choose another file");
        }

        await account.Create();
        account.Sandbox.Droplets.Should().ContainSingle();
    }

    [Theory] // 12.4
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_reads_damaged_data_is_500(bool inPages)
    {
        using TempFolder folder = new TempFolder();
        string path = folder.File("state.db");
        await using (Account account = new Account(new SandboxOptions { StateFile = path }))
        {
            await account.Create();
        }

        if (inPages)
        {
            Overwrite(path);
        }
        else
        {
            Execute(path, "UPDATE droplets SET created_at = -1");
        }

        await using Account damaged = new Account(new SandboxOptions { StateFile = path });
        Reply reply = await damaged.Get("/v2/droplets");
        reply.Status.Should().Be(500, reply.Text);
        reply["message"].GetString()
            .Should().Be("The state file cannot be used: it is damaged; delete it to start over, or choose another file");
        (await damaged.Get("/v2/account/keys")).Status.Should().Be(200);
    }

    /// <summary>The problem of a rejected file; verifies that the file is unchanged.</summary>
    private static string Rejected(Action<string> make)
    {
        using TempFolder folder = new TempFolder();
        string path = folder.File("state.db");
        make(path);
        byte[] before = File.ReadAllBytes(path);
        Func<DigitalOceanSandbox> open = () => DigitalOceanSandbox.Create(new SandboxOptions { StateFile = path });
        string message = open.Should().Throw<InvalidDataException>().Which.Message;
        File.ReadAllBytes(path).Should().Equal(before);
        string start = $"{path} cannot be used as the sandbox's state file: ";
        message.Should().StartWith(start);
        return message[start.Length..];
    }

    private static void Execute(string path, string sql)
    {
        using SqliteConnection connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The pages of the droplets table.</summary>
    private static void Overwrite(string path)
    {
        long root;
        using (SqliteConnection connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT rootpage FROM sqlite_master WHERE name = 'droplets'";
            root = (long)command.ExecuteScalar()!;
        }

        using FileStream file = File.OpenWrite(path);
        file.Position = (root - 1) * 4096;
        file.Write(new byte[4096]);
    }
}
