using AwesomeAssertions;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Xunit;

namespace Stagecraft.Engine.Testing;

public abstract partial class DriverConformance
{
    [Fact]
    public void Spec_8_1_a_complete_read_shows_every_owned_machine_and_every_machine_with_a_needed_name() => Run(async account =>
    {
        ResourceId[] owned = [.. Enumerable.Range(0, 12).Select(i => Harness.AddMachine($"owned-{i}", ["stagecraft", OwnerTag]))];
        ResourceId named = Harness.AddMachine("needed", []);
        ResourceId[] shouting =
            Harness.IsCaseSensitive ? [] : [Harness.AddMachine("spelled", ["stagecraft", OwnerTag.ToUpperInvariant()])];
        Harness.AddMachine("unrelated", []);
        await Harness.WaitAsync(Harness.SettleWindow);

        AccountSnapshot snapshot = await ReadAsync(account, Harness.IsCaseSensitive ? "needed" : "NEEDED", "missing");

        Ids(snapshot).Should().Contain([.. owned, named, .. shouting]).And.OnlyHaveUniqueItems();
        snapshot.Machines.Select(m => m.Id).Should().BeInAscendingOrder(Comparer<ResourceId>.Default);
        if (snapshot.IsWhole)
        {
            Ids(snapshot).Should().HaveCount(Harness.Existing.Count);
        }
    });

    [Fact]
    public void Spec_8_1_a_read_without_an_owner_tag_shows_the_whole_account() => Run(async account =>
    {
        Harness.AddMachine("one", []);
        Harness.AddMachine("two", ["stagecraft", OwnerTag]);
        await Harness.WaitAsync(Harness.SettleWindow);

        AccountSnapshot snapshot = await account.ReadAsync(new SnapshotRequest { OwnerTag = null }, CancellationToken.None);

        Ids(snapshot).Should().BeEquivalentTo(Harness.Existing.Select(m => m.Id));
    });

    [Theory]
    [InlineData(HarnessFault.ReadFailed)]
    [InlineData(HarnessFault.ReadFailedInPart)]
    public void Spec_8_1_a_read_that_fails_or_is_not_complete_throws(HarnessFault fault) => Run(async account =>
    {
        for (int i = 0; i < 12; i++)
        {
            Harness.AddMachine($"owned-{i}", ["stagecraft", OwnerTag]);
        }

        Fail(fault);

        Func<Task> read = () => ReadAsync(account, "needed");
        CloudException failure = (await read.Should().ThrowAsync<CloudException>()).Which;
        HasNoSecret(failure.Failure);
        HasNoSecret(failure);
    });

    [Fact]
    public void Spec_8_1_a_read_states_when_it_was_sent() => Run(async account =>
    {
        Harness.AddMachine("owned", ["stagecraft", OwnerTag]);
        AccountSnapshot first = await ReadAsync(account);
        await Harness.WaitAsync(TimeSpan.FromSeconds(1));
        AccountSnapshot second = await ReadAsync(account);

        second.SentAt.Should().BeGreaterThan(first.SentAt);
        if (first.ServerTime is { } server)
        {
            second.ServerTime.Should().BeOnOrAfter(server);
        }
    });

    [Fact]
    public void Spec_8_2_a_poll_shows_only_machines_that_exist() => Run(async account =>
    {
        Harness.TryLag();
        IReadOnlyList<Machine> made = await CreateAsync(account, "app-1");
        ResourceId other = Harness.AddMachine("owned", ["stagecraft", OwnerTag]);
        TimeSpan step = Harness.SettleWindow / 5;
        for (int i = 0; i < 5; i++)
        {
            Ids(await account.PollAsync(Owned(), CancellationToken.None)).Should().BeSubsetOf([made[0].Id, other]);
            await Harness.WaitAsync(step);
        }

        Ids(await account.PollAsync(Owned(), CancellationToken.None)).Should().BeSubsetOf(Harness.Existing.Select(m => m.Id));
    });

    [Fact]
    public void Spec_8_2_after_the_settle_window_a_complete_read_shows_a_new_machine() => Run(async account =>
    {
        Harness.TryLag();
        IReadOnlyList<Machine> made = await CreateAsync(account, "app-1");
        await Harness.WaitAsync(Harness.SettleWindow);

        Machine shown = (await ReadAsync(account)).Machines.Single(m => m.Id == made[0].Id);

        Has(shown, OwnerTag).Should().BeTrue();
        shown.Name.Should().BeEquivalentTo(Harness.Declare("app-1").MachineName);
    });

    [Fact]
    public void Spec_8_3_a_read_by_id_is_null_only_if_the_cloud_states_that_there_is_no_such_machine() => Run(async account =>
    {
        ResourceId there = Harness.AddMachine("owned", ["stagecraft", OwnerTag]);
        await Harness.WaitAsync(Harness.SettleWindow);

        (await GetAsync(account, there)).Value!.Name.Should().Be("owned");
        (await GetAsync(account, Harness.UnknownId)).Value.Should().BeNull();

        Fail(HarnessFault.ReadFailed);
        Func<Task> read = () => GetAsync(account, there);
        HasNoSecret((await read.Should().ThrowAsync<CloudException>()).Which.Failure);
    });

    [Fact]
    public void Spec_8_4_the_log_of_creates_shows_creates_by_anyone() => Run(async account =>
    {
        if (await account.ReadEvidenceAsync(RequestPriority.Working, CancellationToken.None) is null)
        {
            Assert.Skip("the cloud has no log");
        }

        IReadOnlyList<Machine> made = await CreateAsync(account, "app-1");
        CreationEvidence evidence = (await account.ReadEvidenceAsync(RequestPriority.Working, CancellationToken.None))!;

        evidence.Events.Where(e => e.IsCreate).Select(e => e.Id).Should().Contain(made[0].Id);
        evidence.CompleteSince.Should().NotBeNull();
    });
}
