using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 14.5.1: a rename that is concurrent with a run.</summary>
public sealed class RenameRaceTests : OwnershipScenario
{
    /// <summary>A run with the new file begins at each request of a rename, and the reverse.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_concurrent_run_leaves_one_droplet_of_the_host(bool renameIsFirst)
    {
        HashSet<(bool IsRenamed, bool IsApplied, bool IsKept)> ends = [];
        for (int n = 1; ; n++)
        {
            World world = new() { Yaml = World.Hosts("app-1") };
            SandboxDroplet droplet = world.Ours("app-9");
            FaultHandler network = world.NewNetwork();
            TaskCompletionSource begin = new();
            network.Before = _ =>
            {
                world.Cloud.Droplets.Should().NotBeEmpty();
                if (network.Sent.Count >= n)
                {
                    begin.TrySetResult();
                }
            };
            bool wasThere = false;
            Func<FaultHandler, Task> rename = async used => wasThere = await RenameAsync(world, used);
            Func<FaultHandler, Task> up = used => world.UpAsync(world.NewProvider(used));
            bool isOver = false;
            (bool First, bool Second) succeeded = default;
            world.Time.Run(async () =>
            {
                Task first = (renameIsFirst ? rename : up)(network);
                isOver = await Task.WhenAny(begin.Task, first) == first;
                Task second = (renameIsFirst ? up : rename)(world.NewNetwork());
                await Task.WhenAny(Task.WhenAll(first, second), Task.Delay(TimeSpan.FromHours(1), world.Time));
                succeeded = (first.IsCompletedSuccessfully, second.IsCompletedSuccessfully);
                (first.IsFaulted && first.Exception.InnerException is not CloudProviderException).Should().BeFalse();
                (second.IsFaulted && second.Exception.InnerException is not CloudProviderException).Should().BeFalse();
            });

            InfraPlan plan = world.Plan();
            bool isKept = world.Cloud.Droplets.Any(d => d.Id == droplet.Id);
            (bool isRenamed, bool isApplied) = renameIsFirst ? succeeded : (succeeded.Second && wasThere, succeeded.First);
            plan.HostChanges.Should().NotContain(c => c.Reason == DeleteReason.Duplicate, "request {0}", n);
            plan.ToCreate.Should().BeEmpty("request {0}", n);
            isKept.Should().Be(isRenamed || (!isApplied && !isRenamed), "request {0}", n);
            world.Up().Succeeded.Should().BeTrue();
            world.Cloud.Droplets.Should().ContainSingle().Which.Name.Should().Be("staging-app-1");
            ends.Add((isRenamed, isApplied, isKept));
            if (isOver)
            {
                n.Should().BeGreaterThan(15);
                break;
            }
        }

        ends.Should().Contain((true, false, true), "a run that was to delete the droplet does not")
            .And.Contain(renameIsFirst ? (true, true, true) : (false, true, false));
    }

    /// <returns>Whether there was anything to do.</returns>
    private static async Task<bool> RenameAsync(World world, FaultHandler network)
    {
        DigitalOceanProvider provider = world.NewProvider(network);
        OwnershipOptions options = Options(world, OwnershipAction.Rename, "app-1", "app-9");
        OwnershipChange change = await provider.PreviewAsync(options, CancellationToken.None);
        await provider.ApplyChangeAsync(options, change, CancellationToken.None);
        return !change.IsEmpty;
    }
}
