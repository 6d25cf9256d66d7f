using Stagecraft.Aws.Api.Signing;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>spec/providers/cloud/aws.md 1.2 and 2.2: the clock and the keys of signatures.</summary>
public sealed class SessionTests
{
    private const string Caller = """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><UserId>U</UserId>
        <Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/ops</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>
        """;

    [Fact]
    public void The_identity_is_read()
    {
        Rig rig = new(Responses.Status(200, Caller));

        rig.Clock.Run(() => rig.Client.GetCallerIdentityAsync(default)).Value.Account.Should().Be("123456789012");
        rig.Sent.Single().Uri.Host.Should().Be("sts.eu-central-1.amazonaws.com");
    }

    [Fact]
    public void A_wrong_clock_is_corrected_and_the_request_signed_once_more()
    {
        DateTimeOffset there = new VirtualTimeProvider().GetUtcNow() + TimeSpan.FromMinutes(42);
        Rig rig = new(Responses.Error(400, "RequestExpired", date: there), Responses.Instances());

        rig.Run(c => c.Instances.ListAsync([], RequestPriority.Working, default));

        rig.Sent.Should().HaveCount(2);
        rig.Sent[1].Headers.Should().Contain(
            $"X-Amz-Date: {SignatureV4.DateHeader(there + rig.Sent[1].At)}");
    }

    [Fact]
    public void A_second_expiry_is_a_refusal_with_advice()
    {
        Rig rig = new(Responses.Error(400, "RequestExpired"));

        CloudException failure = rig.Fails(c => c.Instances.ListAsync([], RequestPriority.Working, default));

        failure.Failure.Code.Should().Be("unauthorized");
        failure.Failure.Hint.Should().Be("sign in again if the credentials are temporary, and check the clock");
        rig.Sent.Should().HaveCount(2);
    }

    /// <summary>An expired signature has no effect, so that a create is signed again too.</summary>
    [Fact]
    public void Expired_keys_are_read_again()
    {
        TestCredentials credentials = new(() => new AwsKeys("FIRST", "secret1"), () => new AwsKeys("SECOND", "secret2", "token2"));
        Rig rig = new(credentials, Responses.Error(400, "ExpiredToken"), Responses.Ok("DeleteTags", "<return>true</return>"));

        rig.Run(c => c.Instances.DeleteTagsAsync(["i-1"], ["a"], null, default)).IsAccepted.Should().BeTrue();

        credentials.Reads.Should().Be(2);
        rig.Sent[0].Headers.Should().Contain("Credential=FIRST/");
        rig.Sent[1].Headers.Should().Contain("Credential=SECOND/").And.Contain("X-Amz-Security-Token: token2");
    }

    [Fact]
    public void Keys_are_read_again_five_minutes_before_they_expire()
    {
        VirtualTimeProvider clock = new();
        DateTimeOffset start = clock.GetUtcNow();
        TestCredentials credentials = new(
            () => new AwsKeys("FIRST", "s", ExpiresAt: start + TimeSpan.FromMinutes(15)),
            () => throw Missing(),
            () => new AwsKeys("SECOND", "s"));
        AwsSession session = new(credentials, clock);

        KeyAfter(TimeSpan.Zero).Should().Be("FIRST");
        KeyAfter(TimeSpan.FromMinutes(9)).Should().Be("FIRST");
        credentials.Reads.Should().Be(1);
        KeyAfter(TimeSpan.FromMinutes(2)).Should().Be("FIRST", "a failure to read new keys is ignored until the old ones expire");
        credentials.Reads.Should().Be(2);
        KeyAfter(TimeSpan.Zero).Should().Be("SECOND");

        string KeyAfter(TimeSpan wait) => clock.Run(async () =>
        {
            await Task.Delay(wait, clock);
            return (await session.KeysAsync(default)).AccessKeyId;
        });
    }

    [Fact]
    public void Missing_credentials_fail_before_anything_is_sent()
    {
        Rig rig = new(new TestCredentials(() => throw Missing()), Responses.Instances());

        rig.Fails(c => c.Instances.ListAsync([], RequestPriority.Working, default)).Failure.Code.Should().Be("credentials_missing");
        rig.Run(c => c.Instances.TerminateAsync("i-1", null, default)).Kind.Should().Be(FailureKind.NotSent);
        rig.Sent.Should().BeEmpty();
    }

    private static CloudException Missing() =>
        new(new CloudFailure("credentials_missing", "none"), FailureKind.NotSent);
}
