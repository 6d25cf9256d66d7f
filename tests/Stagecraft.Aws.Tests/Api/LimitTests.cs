using Stagecraft.Aws.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>spec/providers/cloud/aws.md 4: the rate limits.</summary>
public sealed class LimitTests
{
    private static readonly RequestKind Run = Kind("RunInstances", "eu-central-1");
    private static readonly RequestKind Read = Kind("DescribeInstances", "eu-central-1");
    private static readonly RequestKind Poll = Read with { Priority = RequestPriority.Polling };

    private readonly AwsLimits _limits = new();

    [Fact]
    public void The_documented_bucket_is_used_up_and_refilled()
    {
        for (int i = 0; i < 5; i++)
        {
            Send(Run, 0).Should().BeTrue();
        }

        ThrottleDecision hold = _limits.Check(TimeSpan.Zero, Run, othersQueue: false);

        hold.Limit.Should().Be("RunInstances in eu-central-1");
        hold.Wait.Should().Be(TimeSpan.FromSeconds(0.5));
        Send(Run, 0.5).Should().BeTrue();
        Send(Run, 0.5).Should().BeFalse();
    }

    /// <summary>Ten creates take 2.5 s, a hundred take 47.5 s.</summary>
    [Theory]
    [InlineData(10, 2.5)]
    [InlineData(100, 47.5)]
    public void Creates_are_sent_at_the_documented_rate(int creates, double seconds)
    {
        TimeSpan now = TimeSpan.Zero;
        for (int i = 0; i < creates; i++)
        {
            now += _limits.Check(now, Run, othersQueue: false).Wait!.Value;
            _limits.Start(Run);
            _limits.End(now, Run, 1);
        }

        now.TotalSeconds.Should().BeApproximately(seconds, 0.01);
    }

    /// <summary>A request takes its token when it arrives, at some time before its response.</summary>
    [Fact]
    public void No_request_of_the_only_client_is_refused_with_any_latency()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            BucketScenario scenario = new(seed);

            scenario.Run(requests: 60);

            scenario.LeastTokens.Should().BeGreaterThanOrEqualTo(-1e-6, $"seed {seed}");
        }
    }

    [Fact]
    public void A_request_in_flight_keeps_its_place_in_the_bucket()
    {
        for (int i = 0; i < 5; i++)
        {
            _limits.Check(TimeSpan.Zero, Run, othersQueue: false).MayGo.Should().BeTrue();
            _limits.Start(Run);
        }

        // All five may arrive only now, when the bucket of AWS is still full.
        _limits.Check(TimeSpan.FromSeconds(10), Run, othersQueue: false).MayGo.Should().BeFalse();
        _limits.End(TimeSpan.FromSeconds(10), Run, 1);
        _limits.Check(TimeSpan.FromSeconds(10.4), Run, othersQueue: false).MayGo.Should().BeFalse();
        _limits.Check(TimeSpan.FromSeconds(10.5), Run, othersQueue: false).MayGo.Should().BeTrue();
    }

    [Theory]
    [InlineData("RunInstances", 5)]
    [InlineData("StartInstances", 5)]
    [InlineData("StopInstances", 100)]
    [InlineData("TerminateInstances", 100)]
    [InlineData("ModifyInstanceAttribute", 50)]
    public void Buckets_have_the_documented_capacity(string action, int capacity)
    {
        int sent = 0;
        while (Send(Kind(action, "eu-central-1"), 0))
        {
            sent++;
        }

        sent.Should().Be(capacity);
    }

    [Fact]
    public void Regions_and_actions_have_their_own_buckets()
    {
        for (int i = 0; i < 5; i++)
        {
            Send(Run, 0);
        }

        Send(Kind("RunInstances", "us-east-1"), 0).Should().BeTrue();
        Send(Read, 0).Should().BeTrue();
    }

    [Fact]
    public void A_refusal_halves_the_rate_once_and_it_recovers()
    {
        Send(Run, 0);
        Send(Run, 0);
        _limits.Refused(TimeSpan.Zero, Run, isBurst: false, TimeSpan.FromSeconds(2));
        _limits.Refused(TimeSpan.Zero, Run, isBurst: false, TimeSpan.FromSeconds(2));

        Send(Run, 1.9).Should().BeFalse();
        Send(Run, 2).Should().BeTrue();
        Send(Run, 2).Should().BeTrue("one token a second was added");
        Send(Run, 2).Should().BeFalse();
        Send(Run, 2.9).Should().BeFalse();
        Send(Run, 3).Should().BeTrue();

        // After half a minute the rate is two a second again.
        Send(Run, 31).Should().BeTrue();
        while (Send(Run, 31))
        {
        }

        Send(Run, 31.5).Should().BeTrue();
    }

    [Fact]
    public void Polling_has_a_tenth_while_others_wait()
    {
        int polls = 0;
        while (_limits.Check(TimeSpan.Zero, Poll, othersQueue: true).MayGo)
        {
            _limits.Start(Poll);
            _limits.End(TimeSpan.Zero, Poll, 1);
            polls++;
        }

        polls.Should().Be(10);
        Send(Read, 0).Should().BeTrue();
        _limits.Check(TimeSpan.Zero, Poll, othersQueue: false).MayGo.Should().BeTrue();
        _limits.Check(TimeSpan.Zero, Poll, othersQueue: true).Wait.Should().Be(TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void The_fewest_tokens_are_reported()
    {
        _limits.Left(TimeSpan.Zero).Should().Be(100);
        Send(Run, 0);
        Send(Read, 0);

        _limits.Left(TimeSpan.Zero).Should().Be(4);
        _limits.HasSpare(TimeSpan.Zero).Should().BeTrue();
        Send(Run, 0);
        Send(Run, 0);
        _limits.HasSpare(TimeSpan.Zero).Should().BeFalse();
    }

    [Fact]
    public void Waiting_creates_do_not_delay_reads()
    {
        Rig rig = new((_, _) => throw new InvalidOperationException());
        for (int i = 0; i < 5; i++)
        {
            rig.Governor.EnterAsync(Run, null, default).IsCompletedSuccessfully.Should().BeTrue();
        }

        rig.Governor.EnterAsync(Run, null, default).IsCompleted.Should().BeFalse();
        rig.Governor.EnterAsync(Read, null, default).IsCompletedSuccessfully.Should().BeTrue();
        rig.Governor.HasSpareBudget.Should().BeFalse();
    }

    private bool Send(RequestKind kind, double seconds)
    {
        TimeSpan now = TimeSpan.FromSeconds(seconds);
        if (!_limits.Check(now, kind, othersQueue: false).MayGo)
        {
            return false;
        }

        _limits.Start(kind);
        _limits.End(now, kind, 1);
        return true;
    }

    private static RequestKind Kind(string action, string region) => new(RequestPriority.Working, AwsLimits.NameOf(action, region));
}
