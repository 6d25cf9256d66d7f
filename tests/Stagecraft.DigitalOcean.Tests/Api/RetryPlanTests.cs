using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

public sealed class RetryPlanTests
{
    [Theory]
    [InlineData(1, 0.375, 0.5, 0.625)]
    [InlineData(2, 0.75, 1, 1.25)]
    [InlineData(3, 1.5, 2, 2.5)]
    [InlineData(4, 3, 4, 5)]
    [InlineData(5, 6, 8, 10)]
    [InlineData(60, 6, 8, 10)]
    public void Failures_double_up_to_eight_seconds(int failures, double least, double middle, double most)
    {
        RetryPlan.AfterFailure(failures, 0).TotalSeconds.Should().Be(least);
        RetryPlan.AfterFailure(failures, 0.5).TotalSeconds.Should().Be(middle);
        RetryPlan.AfterFailure(failures, 1).TotalSeconds.Should().Be(most);
    }

    [Theory]
    [InlineData(1, null, null, 2)]
    [InlineData(2, null, null, 4)]
    [InlineData(5, null, null, 32)]
    [InlineData(6, null, null, 60)]
    [InlineData(500, null, null, 60)]
    [InlineData(6, null, 10, 10)]
    [InlineData(1, null, 10, 2)]
    [InlineData(1, null, -5, 1)]
    [InlineData(1, 30, 10, 30)]
    [InlineData(1, 0, null, 1)]
    [InlineData(1, 100_000, null, 3600)]
    public void Refusals_are_followed_by_the_stated_or_a_doubling_wait(int refusals, int? retryAfter, int? reset, int expected) =>
        RetryPlan.AfterRefusal(refusals, new RateLimitHeaders(null, null, Seconds(reset), Seconds(retryAfter))).TotalSeconds.Should()
            .Be(expected);

    private static TimeSpan? Seconds(int? seconds) => seconds is null ? null : TimeSpan.FromSeconds(seconds.Value);
}
