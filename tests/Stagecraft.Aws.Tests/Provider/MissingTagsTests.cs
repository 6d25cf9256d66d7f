using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 6.5: missing tags never mean that an instance is not owned.</summary>
public sealed class MissingTagsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Responses_without_tags_lead_to_one_instance_per_host(int seconds)
    {
        TimeSpan lag = TimeSpan.FromSeconds(seconds);
        AwsWorld world = new(o => o with { OmitTags = true, ListLag = lag, FilterLag = lag });

        ApplyReport report = world.Up();

        world.Cloud.Instances.Should().HaveCount(3);
        report.Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created);
        world.Actions.Should().Contain("DescribeTags");
        world.Plan().InSync.Should().BeTrue();
    }

    /// <summary>The tags of a new instance are not shown at all for a time: the outcome of its create is unclear.</summary>
    [Fact]
    public void A_create_whose_tags_are_not_shown_is_sent_again_with_the_same_token()
    {
        TimeSpan lag = TimeSpan.FromSeconds(20);
        AwsWorld world = new(o => o with { OmitTags = true, ListLag = lag, FilterLag = lag }) { Yaml = AwsWorld.Hosts("db-1") };
        int creates = 0;
        int reads = 0;
        Network network = new(world.Handler)
        {
            Replace = (action, deliver) =>
            {
                creates += action == "RunInstances" ? 1 : 0;
                return action == "DescribeTags" && ++reads < 3 ? WithoutTagsAsync(deliver) : null;
            },
        };

        world.Time.Run(() => world.StartAsync(network)).Hosts.Single().Code.Should().BeNull();

        creates.Should().BeGreaterThan(1);
        reads.Should().BeGreaterThanOrEqualTo(3);
        world.Cloud.Instances.Should().ContainSingle().Which.ClientToken.Should().EndWith("-0");
    }

    /// <summary>Someone deleted all tags of the instance: only its token shows that it was the instance of a host.</summary>
    [Fact]
    public void An_instance_whose_tags_were_deleted_is_named_until_it_has_another_tag()
    {
        AwsWorld world = new() { Yaml = AwsWorld.Hosts("db-1") };
        world.Up();
        string id = world.Living.Single().Id;
        world.Cloud.SetTags(id, new Dictionary<string, string>());

        CloudProviderException failure = world.Invoking(w => w.Plan()).Should().Throw<CloudProviderException>().Which;
        failure.Message.Should().Contain(id);
        failure.Hint.Should().Contain("add any tag to it");
        world.Cloud.SetTags(id, new Dictionary<string, string> { ["owner"] = "ops" });

        world.Up().Hosts.Single().Kind.Should().Be(OutcomeKind.Created);
        world.Living.Should().HaveCount(2).And.ContainSingle(i => i.ClientToken.EndsWith("-1", StringComparison.Ordinal));
    }

    /// <summary>Spec aws.md 6.4: an instance of another project does not replace the list by token.</summary>
    [Fact]
    public void A_host_of_another_project_with_the_same_name_is_not_the_host()
    {
        string yaml = AwsWorld.Hosts("db-1");
        AwsWorld world = new() { Yaml = $"machine_name: \"{{project}}-{{environment}}-{{host}}\"\n{yaml}", Project = "blog" };
        world.Up();
        (world.Project, world.Yaml) = ("shop", yaml);
        List<string> filters = [];
        Network network = new(world.Handler) { Sending = filters.Add };

        world.Time.Run(() => world.NewProvider(network).PlanAsync(world.Options(PlanIntent.Converge), CancellationToken.None));

        filters.Should().Contain(body => body.Contains("client-token", StringComparison.Ordinal));
    }

    /// <summary>Spec aws.md 7.2.</summary>
    [Theory]
    [InlineData("running", "-0")]
    [InlineData("terminated", "-1")]
    public void A_living_instance_without_tags_uses_up_no_generation(string state, string end)
    {
        ClientTokens tokens = new("123456789012", "shop", "staging");

        tokens.Observe(new AwsInstance { Id = "i-1", State = state, Type = "t3.small", ClientToken = tokens.Of("db-1") });

        tokens.Of("db-1").Should().EndWith(end);
    }

    private static async Task<HttpResponseMessage> WithoutTagsAsync(Func<Task<HttpResponseMessage>> deliver)
    {
        HttpResponseMessage response = await deliver();
        response.Content = new StringContent(
            "<DescribeTagsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><tagSet/></DescribeTagsResponse>", null, "text/xml");
        return response;
    }
}
