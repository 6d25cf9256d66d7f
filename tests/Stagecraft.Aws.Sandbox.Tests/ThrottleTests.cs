using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 5.2: token buckets.</summary>
public sealed class ThrottleTests : IDisposable
{
    private readonly Cloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Theory]
    [InlineData(100, 20, "DescribeInstances", "MaxResults=5")]
    [InlineData(100, 20, "DescribeInstances", "Filter.1.Name=tag:a", "Filter.1.Value.1=b")]
    [InlineData(50, 10, "DescribeInstances")]
    [InlineData(5, 2, "RunInstances")]
    [InlineData(100, 5, "TerminateInstances", "InstanceId.1=i-0000000000000000f")]
    [InlineData(100, 10, "CreateTags", "ResourceId.1=i-0000000000000000f")]
    [InlineData(100, 10, "DeleteTags", "ResourceId.1=i-0000000000000000f")]
    [InlineData(50, 5, "ModifyInstanceAttribute", "InstanceId=i-0000000000000000f")]
    public void A_bucket_has_the_documented_size_and_refill(int bucket, int refill, string action, params string[] parameters)
    {
        Admitted(action, parameters).Should().Be(bucket);
        _cloud.Clock.Advance(1);
        Admitted(action, parameters).Should().Be(refill);
        _cloud.Clock.Advance(3600);
        Admitted(action, parameters).Should().Be(bucket);
    }

    [Fact]
    public void A_refusal_is_503_without_a_retry_time_and_without_effect()
    {
        Admitted("RunInstances").Should().Be(5);
        Reply reply = _cloud.Run().ShouldBe(503, "RequestLimitExceeded");
        reply.Message.Headers.RetryAfter.Should().BeNull();
        _cloud.Sandbox.Instances.Should().BeEmpty();
    }

    [Fact]
    public void Instances_have_a_bucket_of_their_own()
    {
        _cloud.Set(conditions => conditions with { VcpuLimit = 10_000 });
        _cloud.Run("MinCount=600", "MaxCount=600").ShouldSucceed();
        _cloud.Run("MinCount=401", "MaxCount=401").ShouldBe(503, "RequestLimitExceeded");
        _cloud.Run("MinCount=400", "MaxCount=400").ShouldSucceed();
    }

    [Fact]
    public void Actions_and_regions_have_buckets_of_their_own()
    {
        Admitted("RunInstances");
        _cloud.Send("DescribeInstances").ShouldSucceed();
        _cloud.Signer = new Signer { Region = "eu-west-1" };
        Admitted("RunInstances").Should().Be(5);
    }

    [Fact]
    public void All_access_keys_share_the_buckets_of_the_account()
    {
        Admitted("RunInstances");
        _cloud.Signer = new Signer("AKIAOTHER");
        Admitted("RunInstances").Should().Be(0);
    }

    [Fact]
    public void Limits_can_be_changed_and_switched_off()
    {
        _cloud.Set(conditions => conditions with
        {
            Throttles = new Dictionary<string, AwsThrottle> { ["RunInstances"] = new AwsThrottle(2, 1) },
        });
        Admitted("RunInstances").Should().Be(2);
        _cloud.Set(conditions => conditions with { Throttle = false });
        Admitted("RunInstances").Should().Be(200);
    }

    /// <summary>The number of requests until one is throttled, up to 200.</summary>
    private int Admitted(string action, params string[] parameters)
    {
        for (int count = 0; count < 200; count++)
        {
            if (_cloud.Send(action, parameters).Code == "RequestLimitExceeded")
            {
                return count;
            }
        }

        return 200;
    }
}
