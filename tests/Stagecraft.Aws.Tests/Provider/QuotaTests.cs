using Stagecraft.Aws.Accounts;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>Spec aws.md 9.1 and 9.2: the quotas of vCPUs.</summary>
public sealed class QuotaTests
{
    [Fact]
    public void More_vcpus_than_the_quota_permits_are_refused_before_anything_is_created()
    {
        AwsWorld world = new(o => o with { VcpuLimit = 5 });

        Refusal(world).Should().Be("6 more vCPUs in eu-central-1 would exceed the quota of 5 for standard instances (0 in use)");
        world.Actions.Should().NotContain("RunInstances");
    }

    [Fact]
    public void Running_instances_count_only_for_the_quota_of_their_family()
    {
        AwsWorld world = new(o => o with { VcpuLimit = 6, GpuVcpuLimit = 4 });
        world.Up().Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created);
        world.Yaml = AwsWorld.Hosts("app-1", "app-2", "db-1") + "\n    gpu-1: { role: gpu, size: g4dn.xlarge }";

        world.Up().Hosts.Single(h => h.Name == "gpu-1").Kind.Should().Be(OutcomeKind.Created);
    }

    [Fact]
    public void Each_quota_of_the_declared_families_is_read()
    {
        AwsWorld world = new(o => o with { VcpuLimit = 64, GpuVcpuLimit = 0 });
        world.Yaml = AwsWorld.Hosts("app-1") + "\n    gpu-1: { role: gpu, size: g4dn.xlarge }";

        Refusal(world).Should().Be("4 more vCPUs in eu-central-1 would exceed the quota of 0 for G and VT instances (0 in use)");
        world.Actions.Count(a => a == "GetServiceQuota").Should().Be(2);
    }

    [Fact]
    public void A_quota_that_cannot_be_read_is_a_warning_and_creates_are_sent()
    {
        AwsWorld world = new(o => o with
        {
            Policy = """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "*", "Resource": "*"},
                  {"Effect": "Deny", "Action": "servicequotas:GetServiceQuota", "Resource": "*"}]}
                """,
        });

        world.Plan().Warnings.Where(w => w.Code == "limit_unknown").Should().ContainSingle()
            .Which.Message.Should().Contain("servicequotas:GetServiceQuota");
        world.Up().Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Created);
    }

    [Theory]
    [InlineData("t3.micro", "L-1216C47A")]
    [InlineData("im4gn.large", "L-1216C47A")]
    [InlineData("g6e.xlarge", "L-DB2E81BA")]
    [InlineData("p5.48xlarge", "L-417A185B")]
    [InlineData("x2idn.16xlarge", "L-7295265B")]
    [InlineData("f2.6xlarge", "L-74FC7D96")]
    [InlineData("inf2.xlarge", "L-1945791B")]
    [InlineData("trn1.2xlarge", "L-2C3B7624")]
    [InlineData("dl1.24xlarge", "L-6E869C2A")]
    [InlineData("hpc7a.12xlarge", "L-F7808C92")]
    [InlineData("u-6tb1.56xlarge", "L-43DA4232")]
    [InlineData("u7i-12tb.224xlarge", "L-43DA4232")]
    [InlineData("mac2.metal", null)]
    [InlineData("q1.large", null)]
    public void An_instance_type_counts_for_the_quota_of_its_family(string type, string? code) =>
        VcpuQuota.Of(type)?.Code.Should().Be(code);

    private static string Refusal(AwsWorld world) =>
        world.Invoking(w => w.Up()).Should().Throw<CloudProviderException>().Which.Problems
            .Single(p => p.Code == ErrorCodes.Refused).Message;
}
