using Stagecraft.Aws.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 7: a run that is killed at any request is completed by the next one.</summary>
public sealed class KilledRunTests
{
    private static readonly string[] Names = ["staging-app-1", "staging-app-2", "staging-db-1"];

    /// <summary>Before the request arrives, or after its effect; with and without the lags of the lists.</summary>
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 40)]
    [InlineData(true, 40)]
    public void A_run_killed_at_any_request_is_completed_by_the_next(bool arrives, int lag)
    {
        int at = 0;
        bool isKilled = true;
        while (isKilled)
        {
            at++;
            AwsWorld world = new(o => o with
            {
                ListLag = TimeSpan.FromSeconds(lag),
                FilterLag = TimeSpan.FromSeconds(lag * 3 / 4),
                ReadLag = TimeSpan.FromSeconds(lag / 2.0),
            });
            Network dying = new(world.Handler) { KillAt = at, Arrives = arrives };
            ApplyReport next = world.Time.Run(async () =>
            {
                Task run = world.StartAsync(dying);
                await Task.WhenAny(run, dying.Killed);
                isKilled = dying.Killed.IsCompleted;
                return await world.StartAsync(world.Handler);
            });

            next.Hosts.Should().OnlyContain(h => h.Code == null && h.PublicIpv4 != null, "killed at request {0}", at);
            world.Cloud.Instances.Select(i => i.Tags["Name"]).Should().BeEquivalentTo(Names, "killed at request {0}", at);
            world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(2), world.Time));
            world.Plan().InSync.Should().BeTrue("killed at request {0}", at);
        }

        at.Should().BeGreaterThan(20);
    }

    /// <summary>Spec aws.md 7.4: the token returns the instance of the killed run, which has the size of the earlier file.</summary>
    [Fact]
    public void An_instance_of_a_killed_run_with_another_size_is_refused()
    {
        AwsWorld world = KilledAfterCreate();
        world.Yaml = world.Yaml.Replace("t3.small", "t3.medium", StringComparison.Ordinal);

        CloudProviderException failure = world.Invoking(w => w.Up()).Should().Throw<CloudProviderException>().Which;

        failure.Report!.Hosts.Single().Code.Should().Be(ErrorCodes.MachineExists);
        world.Cloud.Instances.Should().ContainSingle().Which.Type.Should().Be("t3.small");
    }

    /// <summary>Spec aws.md 7.4: an instance with other user data is an existing one with drift, not one that this run created.</summary>
    [Fact]
    public void An_instance_of_a_killed_run_with_other_user_data_is_not_reported_as_created()
    {
        AwsWorld world = KilledAfterCreate();
        world.Yaml = world.Yaml.Replace("role: db", "role: db, user_data: '#!/bin/sh'", StringComparison.Ordinal);

        world.Up().Hosts.Single().Kind.Should().Be(OutcomeKind.Unchanged);

        world.Cloud.Instances.Should().ContainSingle();
    }

    /// <summary>The same for the deletion.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_deletion_killed_at_any_request_is_completed_by_the_next(bool arrives)
    {
        int at = 0;
        bool isKilled = true;
        while (isKilled)
        {
            at++;
            AwsWorld world = new();
            world.Up();
            Network dying = new(world.Handler) { KillAt = at, Arrives = arrives };
            world.Time.Run(async () =>
            {
                await Task.WhenAny(world.StartAsync(dying, PlanIntent.Down), dying.Killed);
                isKilled = dying.Killed.IsCompleted;
                return await world.StartAsync(world.Handler, PlanIntent.Down);
            }).Hosts.Should().OnlyContain(h => h.Code == null, "killed at request {0}", at);

            world.Living.Should().BeEmpty();
        }

        at.Should().BeGreaterThan(5);
    }

    /// <summary>An account with the instance of a run that was killed after its create request. No list shows the instance yet.</summary>
    private static AwsWorld KilledAfterCreate()
    {
        for (int at = 1; ; at++)
        {
            AwsWorld world = new(o => o with
            {
                TokenMismatch = AwsTokenResponse.Instance,
                ListLag = TimeSpan.FromSeconds(50),
                FilterLag = TimeSpan.FromSeconds(50),
                ReadLag = TimeSpan.FromSeconds(50),
            })
            { Yaml = AwsWorld.Hosts("db-1") };
            Network dying = new(world.Handler) { KillAt = at, Arrives = true };
            world.Time.Run(() => Task.WhenAny(world.StartAsync(dying), dying.Killed));
            if (world.Cloud.Instances.Count > 0)
            {
                return world;
            }
        }
    }
}
