using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Adoption;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Planning;

/// <summary>Spec digitalocean.md 14.5.1: the steps of a rename.</summary>
public sealed class RenameRulesTests
{
    private static readonly RenameRules Rules =
        new(DropletTerms.Terms, Sample.Staging, new AdoptionRules(DropletTerms.Terms, Sample.Staging));

    private static readonly DesiredHost Target = Sample.Host("db-1");

    /// <summary>Every state of the droplet is one of both hosts, and the rest of the steps follows from it.</summary>
    [Theory]
    [InlineData("staging-app-9", "")]
    [InlineData("Staging-APP-9", "stagecraft-role-db")]
    [InlineData("staging-app-9", "stagecraft-protected stagecraft-set:shop:staging:app mine")]
    [InlineData("staging-app-9", "stagecraft-host-app-9")]
    [InlineData("legacy", "Stagecraft-Host-APP-9 stagecraft-role-web")]
    [InlineData("staging-app-1", "stagecraft-host-app-9")]
    [InlineData("staging-db-1", "stagecraft-host-app-9 stagecraft-role-db")]
    public void Each_state_is_one_of_both_hosts_and_continues(string name, string more)
    {
        Machine machine = Sample.Droplet(
            7,
            name,
            [
                "stagecraft", "stagecraft-env-staging", "stagecraft-project-shop",
                .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ]);
        RenameOperation operation = Begin(machine);
        int count = operation.Steps.Count;
        for (int done = 0; done < count; done++)
        {
            Sample.Staging.Owns(machine).Should().BeTrue();
            Sample.Staging.HostOf(machine).Should().Be("app-9");
            Rules.Check(Target, ChangeOf(machine), machine, [machine], isSent: false).Should().BeNull();
            Begin(machine).Steps.Count.Should().Be(count - done, "the rest of the steps is left");
            operation.ShownSteps(machine, default).Should().Be(done);
            operation.Next = done;
            machine = After(machine, operation.NextStep);
            operation.Sent(operation.NextStep, default);
        }

        operation.ShownSteps(machine, default).Should().Be(count);
        Sample.Staging.HostOf(machine).Should().Be("db-1");
        machine.Tags.Should().NotContain(t => t.StartsWith("stagecraft-host-", StringComparison.OrdinalIgnoreCase));
        DriftFinder.Between(Target, machine).Should().NotContain(f => f.Name == "role" || f.Name == "name");
        Rules.Find("app-9", Target, [machine]).Should().BeNull("nothing is left to do");
    }

    /// <summary>A read without the host tag can be out of date before the last step was sent.</summary>
    [Fact]
    public void The_rename_is_complete_only_after_the_last_step_was_sent()
    {
        RenameOperation operation = Begin(Sample.Owned(7, "app-9"));
        Machine renamed = Sample.Owned(7, "db-1");

        operation.ShownSteps(renamed, default).Should().BeLessThan(operation.Steps.Count);
        operation.Next = operation.Steps.Count - 1;
        operation.Sent(operation.NextStep, default);

        operation.ShownSteps(renamed with { Tags = [.. renamed.Tags!.Except(["stagecraft-role-app"]), "stagecraft-role-db"] }, default)
            .Should().Be(operation.Steps.Count);
    }

    [Fact]
    public void Each_step_waits_for_an_action_in_progress()
    {
        Machine machine = Sample.Owned(7, "app-9");
        RenameOperation operation = Begin(machine);

        operation.IsWaiting(machine with { IsBusy = true }, default).Should().BeTrue();
        operation.IsWaiting(machine, default).Should().BeFalse();
    }

    [Fact]
    public void Another_owner_or_host_is_found_at_each_read()
    {
        Machine machine = Sample.Owned(7, "app-9");
        OwnershipChange change = ChangeOf(machine);
        Machine other = Sample.Owned(8, "db-1");

        Code(machine with { Tags = ["mine"] }).Should().Be(ErrorCodes.PlanStale);
        Code(Sample.Owned(7, "app-8")).Should().Be(ErrorCodes.PlanStale);
        Code(machine, other).Should().Be(ErrorCodes.MachineExists);
        Code(machine, other with { Tags = ["mine"] }).Should().Be(ErrorCodes.MachineExists, "its name is in use");
        Code(Sample.Owned(7, "db-1"), other).Should().Be(ErrorCodes.MachineExists);
        Code(Sample.Owned(7, "db-1"), other with { Tags = ["mine"] }).Should().BeNull();
        Rules.Check(Target, change, machine, [machine, other], isSent: true).Should().BeNull("the read is older than the last step");

        string? Code(Machine read, params Machine[] others) =>
            Rules.Check(Target, change, read, [read, .. others], isSent: false)?.Code;
    }

    private static OwnershipChange ChangeOf(Machine machine) => Rules.Rename(Target, machine, [machine]);

    private static RenameOperation Begin(Machine machine) => new(ChangeOf(machine)) { Check = (_, _) => null };

    private static Machine After(Machine machine, MachineUpdate step) => machine with
    {
        Name = step.Action is MachineAction.Rename rename ? rename.Name : machine.Name,
        Tags = [.. machine.Tags!.Except(step.RemoveTags, StringComparer.Ordinal), .. step.AddTags],
    };
}
