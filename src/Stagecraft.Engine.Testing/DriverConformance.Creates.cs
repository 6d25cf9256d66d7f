using AwesomeAssertions;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Xunit;

namespace Stagecraft.Engine.Testing;

public abstract partial class DriverConformance
{
    [Fact]
    public void Spec_8_5_an_accepted_create_names_its_machines_and_is_one_request() => Run(async account =>
    {
        string[] hosts = [.. Enumerable.Range(1, account.Facts.MachinesPerCreate).Select(i => $"app-{i}")];

        IReadOnlyList<Machine> made = await CreateAsync(account, hosts);

        _sent.Should().Equal(HarnessWrite.Create);
        made.Select(m => m.Name).Should().BeEquivalentTo(hosts.Select(h => Harness.Declare(h).MachineName));
        Harness.Existing.Select(m => m.Id).Should().BeEquivalentTo(made.Select(m => m.Id));
        made.Should().OnlyContain(m => m.State == MachineState.Starting || m.State == MachineState.Running);
    });

    [Theory]
    [InlineData(HarnessFault.WriteRefused, typeof(CreateOutcome.Refused))]
    [InlineData(HarnessFault.WriteLost, typeof(CreateOutcome.NotSent), typeof(CreateOutcome.Unclear))]
    [InlineData(HarnessFault.ResponseLost, typeof(CreateOutcome.Unclear))]
    public void Spec_8_5_a_create_is_sent_at_most_once_and_its_failure_is_an_outcome(
        HarnessFault fault, params Type[] allowed) => Run(async account =>
    {
        Fail(fault);

        CreateOutcome outcome = await account.CreateAsync(Order("app-1"), () => true, CancellationToken.None);

        allowed.Should().Contain(outcome.GetType());
        _sent.Count.Should().BeLessThanOrEqualTo(1);
        Harness.Existing.Should().HaveCount(fault == HarnessFault.ResponseLost ? 1 : 0);
        HasNoSecret(outcome switch
        {
            CreateOutcome.Refused refused => refused.Failure,
            CreateOutcome.NotSent failed => failed.Failure,
            CreateOutcome.Unclear unclear => unclear.Failure,
            _ => throw new InvalidOperationException(),
        });
    });

    [Fact]
    public void Spec_8_5_a_create_that_is_canceled_before_it_is_sent_has_no_effect() => Run(async account =>
    {
        CreateOutcome outcome = await account.CreateAsync(Order("app-1"), () => true, new CancellationToken(canceled: true));

        outcome.Should().BeOfType<CreateOutcome.Stale>();
        _sent.Should().BeEmpty();
        Harness.Existing.Should().BeEmpty();
    });

    [Fact]
    public void Spec_8_9_a_create_whose_precondition_is_false_is_not_sent() => Run(async account =>
    {
        CreateOutcome outcome = await account.CreateAsync(Order("app-1"), () => false, CancellationToken.None);

        outcome.Should().BeOfType<CreateOutcome.Stale>();
        _sent.Should().BeEmpty();
        Harness.Existing.Should().BeEmpty();
    });

    [Fact]
    public void Spec_8_6_a_repeated_create_does_what_the_facts_state() => Run(async account =>
    {
        ResourceId first = (await CreateAsync(account, "app-1"))[0].Id;

        CreateOutcome repeated = await account.CreateAsync(Order("app-1"), () => true, CancellationToken.None);

        switch (account.Facts.RepeatedCreate)
        {
            case RepeatedCreate.SameToken:
                repeated.Should().BeOfType<CreateOutcome.Accepted>().Which.Machines.Should().ContainSingle(m => m.Id == first);
                Harness.Existing.Should().ContainSingle();
                break;
            case RepeatedCreate.NameRefused:
                repeated.Should().BeOfType<CreateOutcome.Refused>().Which.Failure.Code.Should().Be(ErrorCodes.MachineExists);
                Harness.Existing.Should().ContainSingle();
                break;
            default:
                repeated.Should().Match(o => o is CreateOutcome.Accepted || o is CreateOutcome.Refused);
                break;
        }
    });

    [Fact]
    public void Spec_8_6_after_a_lost_response_a_repeated_create_does_what_the_facts_state() => Run(async account =>
    {
        if (account.Facts.RepeatedCreate == RepeatedCreate.MayDuplicate)
        {
            Assert.Skip("a create may duplicate");
        }

        Fail(HarnessFault.ResponseLost);
        await account.CreateAsync(Order("app-1"), () => true, CancellationToken.None);
        Harness.Recover();
        await account.CreateAsync(Order("app-1"), () => true, CancellationToken.None);

        Harness.Existing.Should().ContainSingle();
    });

    [Fact]
    public void Spec_8_6_another_token_creates_another_machine() => Run(async account =>
    {
        if (account.Facts.RepeatedCreate != RepeatedCreate.SameToken)
        {
            Assert.Skip("the cloud has no tokens");
        }

        ResourceId first = (await CreateAsync(account, "app-1"))[0].Id;
        CreateOutcome second = await account.CreateAsync(Order("app-2"), () => true, CancellationToken.None);

        second.Should().BeOfType<CreateOutcome.Accepted>().Which.Machines.Should().ContainSingle().Which.Id.Should().NotBe(first);
        Harness.Existing.Should().HaveCount(2);
    });

    [Fact]
    public void Spec_8_7_atomic_tags_are_shown_whenever_the_machine_is_shown() => Run(async account =>
    {
        Harness.TryLag();
        ResourceId id = (await CreateAsync(account, "app-1"))[0].Id;
        TimeSpan step = Harness.SettleWindow / 10;
        for (int i = 0; i <= 10; i++)
        {
            Machine? read = (await GetAsync(account, id)).Value;
            AccountSnapshot whole = await account.ReadAsync(Owned(Harness.Declare("app-1").MachineName), CancellationToken.None);
            foreach (Machine shown in whole.Machines.Append(read).OfType<Machine>().Where(m => m.Id == id))
            {
                if (account.Facts.TagsAreAtomic || i == 10)
                {
                    shown.Tags.Should().Contain(t => string.Equals(t, OwnerTag, StringComparison.OrdinalIgnoreCase));
                }
            }

            await Harness.WaitAsync(step);
        }
    });
}
