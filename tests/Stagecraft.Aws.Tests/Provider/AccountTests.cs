using System.Text;
using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 6.1: only credentials of the declared account are used.</summary>
public sealed class AccountTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    /// <summary>Spec aws.md 3: EC2 answers as for wrong credentials.</summary>
    [Fact]
    public void A_region_that_is_not_enabled_is_named_as_a_possible_cause()
    {
        AwsWorld world = new();
        world.Yaml = world.Yaml.Replace("eu-central-1", "af-south-1", StringComparison.Ordinal);

        CloudProviderException failure = world.Invoking(w => w.Plan()).Should().Throw<CloudProviderException>().Which;
        failure.Problems.Should().OnlyContain(p => p.Code == ErrorCodes.Unauthorized && p.Hint!.Contains("the region is not enabled"));
    }

    [Fact]
    public void The_account_of_each_profile_is_verified_once()
    {
        File.WriteAllText(_file, $"[other]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = {AwsWorld.Secret}");
        AwsWorld world = new();
        world.Environment["AWS_SHARED_CREDENTIALS_FILE"] = _file;
        using AwsProvider provider = world.NewProvider();

        Plan(world, provider, world.Yaml);
        Plan(world, provider, world.Yaml);
        world.Actions.Should().ContainSingle(a => a == "GetCallerIdentity");
        Plan(world, provider, $"profile: other\n{world.Yaml}");

        world.Actions.Where(a => a == "GetCallerIdentity").Should().HaveCount(2);
    }

    [Fact]
    public void The_catalog_of_another_account_is_not_read()
    {
        AwsWorld world = new(o => o with { AccountId = "999999999999" });
        using AwsProvider provider = world.NewProvider();

        world.Invoking(w => w.Time.Run(() => provider.ReadCatalogAsync(new() { Config = w.Config() }, CancellationToken.None)))
            .Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.Refused);

        world.Actions.Should().Equal("GetCallerIdentity");
    }

    private static void Plan(AwsWorld world, AwsProvider provider, string yaml) => world.Time.Run(() => provider.PlanAsync(
        new PlanOptions
        {
            Config = ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(yaml)),
            Project = world.Project,
            Environment = "staging",
        },
        CancellationToken.None));
}
