using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Faults;

/// <summary>Sections 15.1, 15.2 and 15.5: the requests that a rule hits.</summary>
public sealed class FaultRuleTests
{
    [Theory] // 15.1
    [InlineData("* *", "500 500 500 500")]
    [InlineData("GET *", "500 500 200 500")]
    [InlineData("GET /v2/account", "500 404 200 404")]
    [InlineData("GET /v2/droplets/*", "200 500 200 500")]
    [InlineData("* /v2/*/7", "200 500 200 404")]
    [InlineData("* */tags*", "200 404 500 404")]
    [InlineData("* /v2/droplets*9", "200 404 200 500")]
    [InlineData("get *", "200 404 200 404")]
    public async Task A_rule_matches_a_method_and_a_path(string on, string statuses)
    {
        await using Account account = With(new SandboxFault { Kind = ServerErrorBefore, On = on, Times = null });
        Reply[] replies = new[]
        {
            await account.Get("/v2/account"),
            await account.Get("/v2/droplets/7"),
            await account.Post("/v2/tags?x=9", """{"name":"blue"}"""),
            await account.Get("/v2/droplets/99?x=/account"),
        };
        string.Join(' ', replies.Select(reply => reply.Status == 201 ? 200 : reply.Status)).Should().Be(statuses);
    }

    [Fact] // 15.1
    public async Task A_rule_skips_requests_and_has_a_maximum_of_hits()
    {
        await using Account account = With(new SandboxFault { Kind = ServerErrorBefore, Skip = 2, Times = 3 });
        (await Statuses(account, 8)).Should().Be("200 200 500 500 500 200 200 200");
        account.Sandbox.Faults.Rules.Should().Equal(new SandboxFaultRule(account.Sandbox.Conditions.Faults[0], 8, 3));
    }

    [Fact] // 15.1
    public async Task The_first_rule_that_hits_a_request_applies()
    {
        await using Account account = With(
            new SandboxFault { Kind = ServerErrorBefore, Skip = 1, Times = 1 },
            new SandboxFault { Kind = Forbidden, Times = 2 },
            new SandboxFault { Kind = Conflict });
        (await Statuses(account, 5)).Should().Be("403 500 403 409 200");
        account.Sandbox.Requests.Select(request => request.Fault).Should().Equal(Forbidden, ServerErrorBefore, Forbidden, Conflict, null);
        account.Sandbox.Faults.Hits.Select(hit => (hit.Kind, hit.Subject, hit.Time)).Should().Equal(
            (Forbidden, "GET /v2/account", account.Clock.Now),
            (ServerErrorBefore, "GET /v2/account", account.Clock.Now),
            (Forbidden, "GET /v2/account", account.Clock.Now),
            (Conflict, "GET /v2/account", account.Clock.Now));
    }

    [Fact] // 15.2
    public async Task The_same_seed_produces_the_same_faults()
    {
        async Task<string> Play(long seed)
        {
            await using Account account = new Account(new SandboxOptions
            {
                Seed = seed,
                Faults = [new() { Kind = ServerErrorBefore, Chance = 0.2 }, new() { Kind = Conflict, Chance = 0.2 }],
            });
            return await Statuses(account, 200);
        }

        string first = await Play(1);
        (await Play(1)).Should().Be(first);
        (await Play(2)).Should().NotBe(first);
        first.Split(' ').Count(status => status == "500").Should().BeInRange(25, 55);
    }

    [Fact] // 15.2
    public async Task The_hits_of_a_rule_do_not_depend_on_time_other_rules_or_other_requests()
    {
        async Task<string> Play(bool busy)
        {
            SandboxFault rule = new SandboxFault { Kind = Conflict, On = "GET /v2/account", Chance = 0.3 };
            await using Account account =
                With(new SandboxFault { Kind = Forbidden, On = busy ? "GET /v2/account" : "GET /nothing", Times = busy ? 20 : 1 }, rule);
            for (int i = 0; i < 20; i++)
            {
                await account.Get("/v2/account");
                if (busy)
                {
                    await account.Get("/v2/regions");
                    account.Clock.Advance(1);
                }
            }

            // The first twenty matched both rules; the later decisions of the second rule must be the same.
            return await Statuses(account, 100);
        }

        (await Play(busy: true)).Should().Be(await Play(busy: false));
    }

    [Fact] // 15.2
    public async Task Chance_0_never_hits_and_chance_1_always()
    {
        await using Account never = With(new SandboxFault { Kind = Conflict, Chance = 0 });
        (await Statuses(never, 50)).Should().NotContain("409");
        await using Account always = With(new SandboxFault { Kind = Conflict, Chance = 1, Times = null });
        (await Statuses(always, 50)).Should().NotContain("200");
    }

    [Fact] // 15.5
    public async Task Rules_can_be_added_and_cleared_at_run_time()
    {
        await using Account account = With(new SandboxFault { Kind = Conflict, Skip = 1 });
        (await Statuses(account, 1)).Should().Be("200");
        account.Sandbox.Faults.Add(new SandboxFault { Kind = Forbidden, Skip = 1 });
        (await Statuses(account, 3)).Should().Be("409 403 200");
        account.Sandbox.Conditions.Faults.Select(fault => fault.Kind).Should().Equal(Conflict, Forbidden);

        account.Sandbox.Conditions = account.Sandbox.Conditions with { Latency = TimeSpan.Zero, TagLag = TimeSpan.FromSeconds(1) };
        account.Sandbox.Faults.Rules.Select(rule => rule.Hits).Should().Equal(1, 1);
        account.Sandbox.Faults.Clear();
        account.Sandbox.Faults.Rules.Should().BeEmpty();
        account.Sandbox.Faults.Hits.Should().HaveCount(2);
    }

    [Fact] // 15.5
    public async Task Replaced_rules_start_counting_from_zero()
    {
        SandboxFault rule = new SandboxFault { Kind = Conflict, Times = 1 };
        await using Account account = With(rule);
        (await Statuses(account, 2)).Should().Be("409 200");
        account.Sandbox.Faults.Clear();
        account.Sandbox.Faults.Add(rule);
        (await Statuses(account, 2)).Should().Be("409 200");
        account.Sandbox.Conditions = account.Sandbox.Conditions with { Seed = 5 };
        (await Statuses(account, 2)).Should().Be("409 200");
    }

    [Fact] // 15.5
    public async Task An_invalid_fault_is_rejected_and_nothing_is_changed()
    {
        await using Account account = With(new SandboxFault { Kind = Conflict });
        Action add = () => account.Sandbox.Faults.Add(new SandboxFault { Kind = Slow, Delay = TimeSpan.FromSeconds(-1) });
        add.Should().Throw<ArgumentException>().WithMessage("delay must not be negative.");
        Func<SandboxConditions> set =
            () => account.Sandbox.Conditions = new SandboxConditions { Faults = [], Boot = TimeSpan.FromSeconds(-1) };
        set.Should().Throw<ArgumentException>();
        account.Sandbox.Faults.Rules.Should().HaveCount(1);
        account.Sandbox.Conditions.Boot.Should().Be(TimeSpan.FromSeconds(8));
    }

    private static Account With(params SandboxFault[] faults) => new(new SandboxOptions { Faults = faults });

    private static async Task<string> Statuses(Account account, int requests)
    {
        List<int> statuses = new List<int>();
        for (int i = 0; i < requests; i++)
        {
            statuses.Add((await account.Get("/v2/account")).Status);
        }

        return string.Join(' ', statuses);
    }
}
