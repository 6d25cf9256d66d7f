using System.Security.Cryptography;
using System.Text;
using AwesomeAssertions;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Xunit;

namespace Stagecraft.Engine.Testing;

/// <summary>The contract of a driver (spec/providers/cloud/interface.md, 8). A test class derives from it for each driver
/// and each cloud that the driver runs against.</summary>
public abstract partial class DriverConformance : IDisposable
{
    /// <summary>The tag of owned machines in these tests.</summary>
    protected const string OwnerTag = "stagecraft-env-conformance";

    private readonly List<HarnessWrite> _sent = [];
    private IDriverHarness? _harness;

    /// <summary>A harness with an empty account.</summary>
    protected abstract IDriverHarness CreateHarness();

    private IDriverHarness Harness => _harness ??= NewHarness();

    /// <summary>Disposes the harness.</summary>
    public void Dispose()
    {
        _harness?.Dispose();
        GC.SuppressFinalize(this);
    }

    private IDriverHarness NewHarness()
    {
        IDriverHarness harness = CreateHarness();
        harness.Sending = _sent.Add;
        return harness;
    }

    private void Run(Func<ICloudAccount, Task> test) => Harness.Run(async () =>
    {
        using ICloudAccount account = Harness.Connect();
        await account.PrepareCreatesAsync(CancellationToken.None);
        _sent.Clear();
        await test(account);
    });

    private CreateOrder Order(params IEnumerable<string> hosts)
    {
        string[] names = [.. hosts.Order(StringComparer.Ordinal)];
        string token = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', names))));
        return new([.. names.Select(Harness.Declare)], ["stagecraft", OwnerTag], token);
    }

    private async Task<IReadOnlyList<Machine>> CreateAsync(ICloudAccount account, params IEnumerable<string> hosts) =>
        (await account.CreateAsync(Order(hosts), () => true, CancellationToken.None))
            .Should().BeOfType<CreateOutcome.Accepted>().Subject.Machines;

    private void Fail(HarnessFault fault)
    {
        bool canFail = Harness.TryFail(fault);
        Assert.SkipUnless(canFail, $"the cloud has no such failure: {fault}");
    }

    private static SnapshotRequest Owned(params IReadOnlyList<string> names) => new() { OwnerTag = OwnerTag, Names = names };

    private static Task<AccountSnapshot> ReadAsync(ICloudAccount account, params IReadOnlyList<string> names) =>
        account.ReadAsync(Owned(names), CancellationToken.None);

    private static Task<Dated<Machine?>> GetAsync(ICloudAccount account, ResourceId id) =>
        account.ReadMachineAsync(id, RequestPriority.Working, CancellationToken.None);

    private static IEnumerable<ResourceId> Ids(AccountSnapshot snapshot) =>
        snapshot.Machines.Where(m => m.State != MachineState.Terminated).Select(m => m.Id);

    private static bool Has(Machine machine, string tag) => machine.Tags!.Contains(tag, StringComparer.OrdinalIgnoreCase);

    private void HasNoSecret(object? failure)
    {
        foreach (string secret in Harness.Secrets)
        {
            failure?.ToString().Should().NotContain(secret);
        }
    }
}
