using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>What the sandbox acknowledged is on disk: spec/sandbox.md 7.7 and 12.2.</summary>
public sealed class KillTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-kill-");

    private string State => Path.Combine(_folder.FullName, "state.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory] // 7.7
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(14)]
    public async Task Killed_at_any_moment_it_has_lost_nothing_that_was_acknowledged(int answers)
    {
        BusyClient[] clients;
        using (RealSandbox killed = await RealSandbox.StartAsync(State))
        {
            int left = answers;
            clients = [.. Enumerable.Range(0, 4).Select(i => new BusyClient(killed.Http, $"web-{i}", deletes: true, Acknowledged))];
            await Task.WhenAll(clients.Select(client => client.RunAsync()));
            left.Should().BeLessThanOrEqualTo(0, "the sandbox was killed, not full");

            void Acknowledged()
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    killed.Kill();
                }
            }
        }

        using RealSandbox next = await RealSandbox.StartAsync(State);
        JsonElement[] droplets = await next.DropletsAsync();
        droplets.Select(Id).Should().Contain(clients.SelectMany(client => client.Created));
        HashSet<long> deleted = [.. clients.SelectMany(client => client.Deleted)];
        droplets.Where(droplet => deleted.Contains(Id(droplet))).Should()
            .OnlyContain(droplet => droplet.GetProperty("locked").GetBoolean());
        Addresses(droplets).Should().OnlyHaveUniqueItems();

        // What was not acknowledged was done wholly or not at all: an even turn made one of its name, an odd one two.
        droplets.CountBy(droplet => droplet.GetProperty("name").GetString()!)
            .Should().OnlyContain(turn => turn.Value == 1 + (turn.Key.Last() - '0') % 2);
        (await next.Http.PostAsync("v2/tags", new StringContent("{\"name\":\"after\"}"))).EnsureSuccessStatusCode();
    }

    [Fact] // 12.2, 7.3, 7.5
    public async Task Two_processes_fill_one_account_between_them()
    {
        using RealSandbox first = await RealSandbox.StartAsync(State);
        using RealSandbox second = await RealSandbox.StartAsync(State);

        BusyClient[] clients =
        [
            .. from process in (RealSandbox[])[first, second]
               from number in (int[])[1, 2]
               select new BusyClient(process.Http, $"web-{number}", deletes: false, () => { }),
        ];
        await Task.WhenAll(clients.Select(client => client.RunAsync()));

        JsonElement[] droplets = await first.DropletsAsync();
        droplets.Select(Id).Should().BeEquivalentTo(clients.SelectMany(client => client.Created)).And.OnlyHaveUniqueItems();
        droplets.Should().HaveCountGreaterThanOrEqualTo(24, "an account has at most 25, and the last create asked for one or two");
        Addresses(droplets).Should().OnlyHaveUniqueItems().And.HaveCount(2 * droplets.Length);
        (await second.DropletsAsync()).Select(Id).Should().Equal(droplets.Select(Id));
    }

    private static long Id(JsonElement droplet) => droplet.GetProperty("id").GetInt64();

    private static string?[] Addresses(IEnumerable<JsonElement> droplets) =>
    [
        .. droplets.SelectMany(droplet => droplet.GetProperty("networks").GetProperty("v4").EnumerateArray())
            .Select(address => address.GetProperty("ip_address").GetString()),
    ];
}
