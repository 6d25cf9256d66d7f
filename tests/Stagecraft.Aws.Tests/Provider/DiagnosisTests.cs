using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 10.</summary>
public sealed class DiagnosisTests
{
    private static readonly string[] Checks =
    [
        "credentials", "clock", "account", "read_permissions", "ssh_key", "vcpu_limit", "duplicates", "environments", "other_projects",
    ];

    [Fact]
    public void A_good_account_passes_every_check_with_reads_only()
    {
        AwsWorld world = new();
        world.Up();
        int before = world.Actions.Count;

        IReadOnlyList<Diagnosis> found = Diagnose(world);

        found.Select(d => (d.Check, d.Outcome)).Should().Equal(Checks.Select(c => (c, DiagnosisOutcome.Ok)));
        found.Single(d => d.Check == "vcpu_limit").Message.Should().Be("6 of 64 vCPUs are used in eu-central-1");
        world.Actions.Skip(before).Should().OnlyContain(a => a.StartsWith("Describe") || a.StartsWith("Get"));
    }

    [Fact]
    public void Another_account_fails_and_nothing_else_is_read()
    {
        AwsWorld world = new(o => o with { AccountId = "999999999999" });

        IReadOnlyList<Diagnosis> found = Diagnose(world);

        found.Select(d => d.Check).Should().Equal(Checks);
        found.Single(d => d.Check == "account").Outcome.Should().Be(DiagnosisOutcome.Failed);
        world.Actions.Should().Equal("GetCallerIdentity");
    }

    [Fact]
    public void A_missing_key_pair_is_found()
    {
        AwsWorld world = new(o => o with { KeyPairs = ["other"] });

        Diagnosis key = Diagnose(world).Single(d => d.Check == "ssh_key");

        (key.Outcome, key.Message).Should().Be((DiagnosisOutcome.Failed, "SSH key 'my-key' not found in eu-central-1"));
    }

    [Fact]
    public void The_catalog_has_key_pairs_regions_and_sizes_with_prices()
    {
        AwsWorld world = new();
        AccountOptions options = new() { Config = world.Config() };

        CloudCatalog catalog = world.Time.Run(() => world.NewProvider().ReadCatalogAsync(options, CancellationToken.None));

        catalog.SshKeys.Select(k => k.Name).Should().Equal("my-key");
        catalog.Regions.Should().Contain(r => r.Slug == "eu-central-1");
        catalog.Sizes.Should().HaveCount(8).And.OnlyContain(s => s.PriceMonthly > 0);
    }

    private static IReadOnlyList<Diagnosis> Diagnose(AwsWorld world) => world.Time.Run(() =>
        world.NewProvider().DiagnoseAsync(new() { Config = world.Config(), Project = world.Project }, CancellationToken.None));
}
