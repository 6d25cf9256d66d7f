using CsCheck;
using Stagecraft.Config;

namespace Stagecraft.Tests.Config;

/// <summary>Spec interface.md 7.1.</summary>
public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("250ms", 250)]
    [InlineData("10s", 10_000)]
    [InlineData("010s", 10_000)]
    [InlineData("5m", 300_000)]
    [InlineData("2h", 7_200_000)]
    public void A_whole_number_and_a_unit_are_a_duration(string text, long milliseconds)
    {
        DurationText.TryParse(text, out TimeSpan duration).Should().BeTrue();
        duration.Should().Be(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("1")]
    [InlineData("1.5s")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("1S")]
    [InlineData("1s\n")]
    [InlineData("٣s")]
    public void Anything_else_is_none(string text)
    {
        DurationText.TryParse(text, out TimeSpan duration).Should().BeFalse();
        duration.Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("9223372036854775807ms")]
    [InlineData("99999999999999999999999s")]
    [InlineData("256204779h")]
    public void One_that_is_too_long_is_the_longest(string text)
    {
        DurationText.TryParse(text, out TimeSpan duration).Should().BeTrue();
        duration.Should().Be(TimeSpan.MaxValue);
    }

    [Fact]
    public void What_is_written_is_read() => Gen.Long[0, 1_000_000_000].Sample(milliseconds =>
        DurationText.TryParse(DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)), out TimeSpan read)
            && read == TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1500, "1500ms")]
    [InlineData(90_000, "90s")]
    [InlineData(120_000, "2m")]
    [InlineData(7_200_000, "2h")]
    [InlineData(-1000, "-1s")]
    public void It_is_written_in_the_largest_unit_that_fits(long milliseconds, string text) =>
        DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)).Should().Be(text);

    [Theory]
    [InlineData(-1)]
    [InlineData(5000)]
    [InlineData(-36_000_000_000)]
    public void A_duration_that_a_config_cannot_express_is_not_read_back(long ticks) =>
        DurationText.TryParse(DurationText.Format(new TimeSpan(ticks)), out _).Should().BeFalse();
}
