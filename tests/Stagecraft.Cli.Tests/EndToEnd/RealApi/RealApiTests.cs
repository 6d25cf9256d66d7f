using System.Text.Json;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd.RealApi;

/// <summary>The whole life of an environment, on DigitalOcean where that is asked for, else on the sandbox: spec/real-api.md.</summary>
public sealed class RealApiTests
{
    private static readonly Func<string, string?> Variables = Environment.GetEnvironmentVariable;

    [Fact]
    [Trait("kind", "sweep")]
    public async Task The_life_of_an_environment()
    {
        await using RealAccount account = await RealAccount.OpenAsync(Variables);
        Cheapest cheapest = await account.ChooseAsync(RealAccount.IsAskedFor(Variables) ? Variables("STAGECRAFT_DO_SSH_KEY") : null);
        await using RealRun run = new(account, cheapest, RunName.New(TimeProvider.System.GetUtcNow()));
        string e = $"-e {run.Environment}";

        run.Declare(("app-1", null), ("app-2", null));
        await run.DoAsync("doctor");

        CliResult plan = await run.DoAsync($"infra plan {e} -o json --out plan.json");
        plan.Json.GetProperty("changes").EnumerateArray().Where(c => c.GetProperty("approval").GetString() == "change")
            .Select(c => c.GetProperty("name").GetString()).Should().Equal("app-1", "app-2");
        (await run.DoAsync($"infra plan {e} -o json")).Out.Should().Be(plan.Out);
        (await run.RunAsync($"infra plan {e} --detailed-exitcode")).ExitCode.Should().Be(2);

        JsonElement up = (await run.DoAsync($"infra up --plan plan.json {e} -o json")).Lines[^1];
        up.GetProperty("created").GetInt32().Should().Be(2);
        up.GetProperty("hosts").EnumerateArray().Should().OnlyContain(h => h.GetProperty("public_ipv4").GetString() != null);

        long[] made = await Ids();
        made.Should().HaveCount(2);
        (await run.DoAsync($"infra up {e} -o json")).Lines[^1].GetProperty("unchanged").GetInt32().Should().Be(2);
        (await Ids()).Should().Equal(made);

        run.Declare(("app-1", cheapest.Other), ("app-2", null));
        JsonElement drift = (await run.DoAsync($"infra plan {e} -o json")).Json.GetProperty("changes").EnumerateArray()
            .SelectMany(c => c.GetProperty("fields").EnumerateArray()).Single();
        (drift.GetProperty("name").GetString(), drift.GetProperty("declared").GetString(), drift.GetProperty("actual").GetString())
            .Should().Be(("size", cheapest.Other, cheapest.Size));
        await run.DoAsync($"infra up {e} --yes");
        (await Ids()).Should().Equal(made);

        run.Declare(("app-1", null));
        (await run.RunAsync($"infra up {e} --yes")).ExitCode.Should().Be(5, "deletes have a yes of their own");
        (await run.DoAsync($"infra up {e} --yes --allow-delete -o json")).Lines[^1].GetProperty("deleted").GetInt32().Should().Be(1);
        (await Ids()).Should().Equal(made[0]);

        (await run.DoAsync($"infra down {e} --yes -o json")).Lines[^1].GetProperty("deleted").GetInt32().Should().Be(1);
        (await Ids()).Should().BeEmpty();
        (await run.DoAsync("infra hosts --all -o json")).Out.Should().NotContain(run.Environment);

        async Task<long[]> Ids() =>
            [.. (await run.DoAsync($"infra hosts {e} -o json")).Json.GetProperty("hosts").EnumerateArray()
                .Select(h => long.Parse(h.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>What <c>eng/real.cs</c> ends with.</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "asked")]
    public async Task Sweep()
    {
        await using RealAccount account = await RealAccount.OpenAsync(Variables);

        IReadOnlyList<string> swept = await Sweeper.SweepAsync(account, TimeProvider.System.GetUtcNow());

        TestContext.Current.SendDiagnosticMessage($"swept: {(swept.Count == 0 ? "nothing" : string.Join(", ", swept))}");
    }

    [Fact]
    [Trait("kind", "sweep")]
    public async Task What_a_killed_run_left_is_swept_and_nothing_else()
    {
        await using RealAccount account = await RealAccount.OpenAsync(_ => null);
        Cheapest cheapest = await account.ChooseAsync(keyName: null);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string old = RunName.New(now - Sweeper.Age - TimeSpan.FromMinutes(2));
        await using RealRun left = new(account, cheapest, old);
        await using RealRun young = new(account, cheapest, RunName.New(now - TimeSpan.FromMinutes(30)));
        await using RealRun other = new(account, cheapest, "it-once-more");
        await Task.WhenAll(((RealRun[])[left, young, other]).Select(async run =>
        {
            run.Declare(("app-1", null));
            await run.DoAsync($"infra up -e {run.Environment} --yes");
        }));

        (await Sweeper.SweepAsync(account, now)).Should().Equal(old);

        JsonElement all = (await young.DoAsync("infra hosts --all -o json")).Json;
        all.GetProperty("environments").EnumerateArray().Select(e => e.GetProperty("environment").GetString())
            .Should().BeEquivalentTo(young.Environment, other.Environment);
    }

    [Fact]
    public async Task What_cannot_be_swept_keeps_nothing_else()
    {
        List<string> tried = [];
        Func<Task> sweep = () => Sweeper.EachAsync(["a", "b", "c"], environment =>
        {
            tried.Add(environment);
            return environment == "b" ? Task.CompletedTask : throw new InvalidOperationException($"{environment} is left");
        });

        (await sweep.Should().ThrowAsync<AggregateException>()).WithMessage("*a is left*c is left*");
        tried.Should().Equal("a", "b", "c");
    }

    [Fact]
    public async Task An_empty_address_is_none()
    {
        await using RealAccount account = await RealAccount.OpenAsync(
            name => name switch { "STAGECRAFT_DO_INTEGRATION" => "1", "DO_TOKEN" => "t", _ => "" });

        account.Address.Should().BeNull();
    }

    [Fact]
    public async Task Asked_for_without_a_token_it_says_so()
    {
        Func<Task> open = async () => await RealAccount.OpenAsync(name => name == "STAGECRAFT_DO_INTEGRATION" ? "1" : null);

        await open.Should().ThrowAsync<InvalidOperationException>().WithMessage("*DO_TOKEN*");
    }

    [Theory]
    [InlineData("it-202611231903-abc123", true)]
    [InlineData("it-202613231903-abc123", false)]
    [InlineData("it-20261123190-abc123", false)]
    [InlineData("staging", false)]
    [InlineData("it-202611231903-abc123-x", false)]
    [InlineData(null, false)]
    public void Only_the_name_of_a_run_tells_when_it_began(string? name, bool isRun) =>
        (RunName.BeginOf(name) is not null).Should().Be(isRun);

    [Fact]
    public void A_run_has_a_name_of_its_own_that_tells_when_it_began()
    {
        DateTimeOffset now = new(2026, 11, 23, 19, 3, 0, TimeSpan.Zero);

        string[] names = [.. Enumerable.Range(0, 100).Select(_ => RunName.New(now))];

        names.Should().OnlyHaveUniqueItems().And.OnlyContain(n => RunName.BeginOf(n) == now);
    }
}
