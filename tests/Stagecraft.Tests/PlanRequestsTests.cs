using Stagecraft.Plans;

namespace Stagecraft.Tests;

/// <summary>spec/cli/output.md 1.3.</summary>
public sealed class PlanRequestsTests
{
    private static readonly HostSpec Host = new()
    {
        Name = "app-1",
        MachineName = "prod-app-1",
        Role = "app",
        Size = "s-1vcpu-1gb",
        Region = "nyc3",
        Image = "ubuntu-22-04-x64",
        Tags = ["stagecraft", "stagecraft-role-app"],
    };

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(10, 0, 0, 1)]
    [InlineData(11, 0, 0, 2)]
    [InlineData(10, 1, 0, 2)]
    [InlineData(0, 0, 7, 7)]
    [InlineData(21, 10, 3, 7)]
    public void Ten_equal_hosts_are_one_request_and_each_delete_is_one(int apps, int workers, int deletes, int requests)
    {
        InfraPlan plan = new()
        {
            Provider = "digitalocean",
            Project = null,
            Environment = "prod",
            Changes =
            [
                .. Enumerable.Range(0, apps).Select(i => HostChange.Create(Host with { Name = $"app-{i}" })),
                .. Enumerable.Range(0, workers)
                .Select(i => HostChange.Create(Host with { Name = $"worker-{i}", Tags = ["stagecraft", "stagecraft-role-worker"] })),
                .. Enumerable.Range(0, deletes).Select(i => HostChange.Delete(new HostDeletion
                {
                    Name = $"old-{i}",
                    MachineName = $"prod-old-{i}",
                    Role = "app",
                    Size = "s-1vcpu-1gb",
                    Region = "nyc3",
                    Id = new($"{i + 1}"),
                    Reason = DeleteReason.Undeclared,
                })),
                HostChange.Keep("kept", "prod-kept", new("99")),
            ],
            Warnings = [],
            Cost = new PlanCost("USD", 0, 0),
            Fingerprint = new PlanFingerprint("", ""),
        };
        PlanRequests.Requests(plan).Should().Be(requests);
    }
}
