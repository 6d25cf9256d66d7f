using AwesomeAssertions;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Xunit;

namespace Stagecraft.Engine.Testing;

public abstract partial class DriverConformance
{
    private static readonly MachineUpdate Protect = new() { AddTags = ["stagecraft-protected"] };

    /// <summary>A tag that a driver writes with one request. Protection can be a property of the machine too.</summary>
    private static readonly MachineUpdate Mark = new() { AddTags = ["stagecraft-replaced"] };

    [Fact]
    public void Spec_8_8_a_deleted_machine_is_no_longer_shown() => Run(async account =>
    {
        ResourceId id = Harness.AddMachine("owned", ["stagecraft", OwnerTag]);
        await Harness.WaitAsync(Harness.SettleWindow);

        (await account.DeleteAsync(id, () => true, CancellationToken.None)).Should().BeOfType<DeleteOutcome.Accepted>();

        _sent.Should().Equal(HarnessWrite.Delete);
        await Harness.WaitAsync(Harness.SettleWindow * 2);
        Harness.Existing.Should().BeEmpty();
        Ids(await ReadAsync(account)).Should().BeEmpty();
        ((await GetAsync(account, id)).Value is null or { State: MachineState.Terminated }).Should().BeTrue();
    });

    [Fact]
    public void Spec_8_8_a_delete_of_an_unknown_id_is_not_found() => Run(async account =>
        (await account.DeleteAsync(Harness.UnknownId, () => true, CancellationToken.None)).Should().BeOfType<DeleteOutcome.NotFound>());

    [Theory]
    [InlineData(HarnessFault.WriteRefused, typeof(DeleteOutcome.Refused), typeof(DeleteOutcome.Pending))]
    [InlineData(HarnessFault.WriteLost, typeof(DeleteOutcome.Failed))]
    [InlineData(HarnessFault.ResponseLost, typeof(DeleteOutcome.Failed), typeof(DeleteOutcome.NotFound), typeof(DeleteOutcome.Accepted))]
    public void Spec_8_9_a_delete_calls_its_precondition_before_each_request(
        HarnessFault fault, params Type[] allowed) => Run(async account =>
    {
        ResourceId id = Harness.AddMachine("owned", ["stagecraft", OwnerTag]);
        await Harness.WaitAsync(Harness.SettleWindow);
        List<string> steps = [];
        Harness.Sending = _ => steps.Add("sent");
        Fail(fault);

        DeleteOutcome outcome = await account.DeleteAsync(id, Precondition, CancellationToken.None);

        allowed.Should().Contain(outcome.GetType());
        steps.Should().NotBeEmpty();
        steps.Where((s, i) => s == "sent" && (i == 0 || steps[i - 1] != "called"))
            .Should().BeEmpty("each request follows a call of its own");
        CloudFailure? failure = (outcome as DeleteOutcome.Refused)?.Failure ?? (outcome as DeleteOutcome.Failed)?.Failure;
        if (failure is not null)
        {
            HasNoSecret(failure);
        }

        bool Precondition()
        {
            steps.Add("called");
            return true;
        }
    });

    [Fact]
    public void Spec_8_9_nothing_is_sent_if_the_precondition_is_false() => Run(async account =>
    {
        ResourceId id = Harness.AddMachine("owned", ["stagecraft", OwnerTag]);
        await Harness.WaitAsync(Harness.SettleWindow);

        (await account.DeleteAsync(id, () => false, CancellationToken.None)).Should().BeOfType<DeleteOutcome.Stale>();
        (await account.UpdateAsync([id], Protect, () => false, CancellationToken.None)).Should().BeOfType<UpdateOutcome.Stale>();

        _sent.Should().BeEmpty();
        Harness.Existing.Should().ContainSingle().Which.Tags.Should().NotContain("stagecraft-protected");
    });

    [Fact]
    public void Spec_8_9_a_change_that_is_canceled_before_it_is_sent_has_no_effect() => Run(async account =>
    {
        ResourceId id = Harness.AddMachine("owned", ["stagecraft", OwnerTag]);
        await Harness.WaitAsync(Harness.SettleWindow);
        CancellationToken canceled = new(canceled: true);

        (await account.DeleteAsync(id, () => true, canceled)).Should().BeOfType<DeleteOutcome.Stale>();
        (await account.UpdateAsync([id], Protect, () => true, canceled)).Should().BeOfType<UpdateOutcome.Stale>();

        _sent.Should().BeEmpty();
        Harness.Existing.Should().ContainSingle().Which.Tags.Should().NotContain("stagecraft-protected");
    });

    [Fact]
    public void Spec_8_10_an_update_changes_tags_of_several_machines_and_can_be_repeated() => Run(async account =>
    {
        int count = Math.Min(account.Facts.MachinesPerUpdate, 5);
        ResourceId[] ids = [.. Enumerable.Range(0, count).Select(i => Harness.AddMachine($"owned-{i}", ["stagecraft", OwnerTag]))];
        await Harness.WaitAsync(Harness.SettleWindow);
        for (int i = 0; i < 2; i++)
        {
            (await account.UpdateAsync(ids, Protect, () => true, CancellationToken.None)).Should().BeOfType<UpdateOutcome.Accepted>();
        }

        await Harness.WaitAsync(Harness.SettleWindow);
        Machine[] shown = [.. (await ReadAsync(account)).Machines];
        shown.Should().HaveCount(count).And.OnlyContain(m => Has(m, "stagecraft-protected") && Has(m, OwnerTag));
        shown.Should().OnlyContain(m => m.Tags!.Count == 3);

        string spelling = shown[0].Tags!.Single(t => string.Equals(t, "stagecraft-protected", StringComparison.OrdinalIgnoreCase));
        MachineUpdate remove = new() { RemoveTags = [spelling] };
        (await account.UpdateAsync(ids, remove, () => true, CancellationToken.None)).Should().BeOfType<UpdateOutcome.Accepted>();
        Harness.Existing.Should().OnlyContain(m => m.Tags.Count == 2);
    });

    [Fact]
    public void Spec_8_10_an_update_of_an_unknown_id_is_not_found() => Run(async account =>
    {
        UpdateOutcome outcome = await account.UpdateAsync([Harness.UnknownId], Protect, () => true, CancellationToken.None);

        outcome.Should().BeOfType<UpdateOutcome.NotFound>();
    });

    [Theory]
    [InlineData(HarnessFault.WriteRefused, typeof(UpdateOutcome.Refused))]
    [InlineData(HarnessFault.WriteLost, typeof(UpdateOutcome.NotSent), typeof(UpdateOutcome.Unclear))]
    [InlineData(HarnessFault.ResponseLost, typeof(UpdateOutcome.Unclear))]
    public void Spec_8_10_the_failure_of_an_update_is_an_outcome(
        HarnessFault fault, params Type[] allowed) => Run(async account =>
    {
        ResourceId id = Harness.AddMachine("owned", ["stagecraft", OwnerTag]);
        await Harness.WaitAsync(Harness.SettleWindow);
        Fail(fault);

        UpdateOutcome outcome = await account.UpdateAsync([id], Mark, () => true, CancellationToken.None);

        allowed.Should().Contain(outcome.GetType());
        Harness.Existing.Single().Tags.Any(t => string.Equals(t, "stagecraft-replaced", StringComparison.OrdinalIgnoreCase))
            .Should().Be(fault == HarnessFault.ResponseLost);
    });

    [Fact]
    public void Spec_8_11_members_can_be_called_at_the_same_time() => Run(async account =>
    {
        ResourceId id = Harness.AddMachine("owned", ["stagecraft", OwnerTag]);
        await Harness.WaitAsync(Harness.SettleWindow);
        Task<AccountSnapshot>[] reads = [.. Enumerable.Range(0, 4).Select(_ => ReadAsync(account, "needed"))];
        Task<Dated<Machine?>>[] machines = [.. Enumerable.Range(0, 4).Select(_ => GetAsync(account, id))];

        await Task.WhenAll(reads);
        await Task.WhenAll(machines);

        reads.Should().OnlyContain(r => Ids(r.Result).Contains(id));
        machines.Should().OnlyContain(m => m.Result.Value!.Id == id);
    });
}
