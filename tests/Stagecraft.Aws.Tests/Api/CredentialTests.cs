using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Api.Credentials;
using Stagecraft.Aws.Api.Signing;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>spec/providers/cloud/aws.md 2.1: the sources of the keys.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("aws").FullName;
    private readonly VirtualTimeProvider _clock = new();
    private readonly Dictionary<string, string> _variables = new() { ["AWS_EC2_METADATA_DISABLED"] = "true" };
    private ScriptedHandler _handler;

    public CredentialTests()
    {
        _variables["HOME"] = _home;
        _handler = new ScriptedHandler(_clock, Role("AssumeRole", "ROLE"));
        Directory.CreateDirectory(Path.Combine(_home, ".aws"));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void The_environment_is_first()
    {
        (_variables["AWS_ACCESS_KEY_ID"], _variables["AWS_SECRET_ACCESS_KEY"]) = ("ENV", "secret");
        _variables["AWS_SESSION_TOKEN"] = "token";
        Write("credentials", "[default]\naws_access_key_id = FILE\naws_secret_access_key = key-of-a-test");

        Read().Should().Be(new AwsKeys("ENV", "secret", "token"));
    }

    [Fact]
    public void A_profile_of_the_config_is_preferred_to_the_environment()
    {
        (_variables["AWS_ACCESS_KEY_ID"], _variables["AWS_SECRET_ACCESS_KEY"]) = ("ENV", "secret");
        Write("credentials", "[ops]\naws_access_key_id=FILE\naws_secret_access_key=key-of-a-test");

        Read("ops").AccessKeyId.Should().Be("FILE");
    }

    [Fact]
    public void Half_of_the_environment_is_refused()
    {
        _variables["AWS_ACCESS_KEY_ID"] = "ENV";

        Fails().Message.Should().Be("AWS credentials: one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is not set");
    }

    [Fact]
    public void Web_identity_requests_keys_without_a_signature()
    {
        string token = Path.Combine(_home, "token");
        File.WriteAllText(token, "jwt\n");
        (_variables["AWS_WEB_IDENTITY_TOKEN_FILE"], _variables["AWS_ROLE_ARN"]) = (token, "arn:aws:iam::123456789012:role/ci");
        _handler = new ScriptedHandler(_clock, Role("AssumeRoleWithWebIdentity", "WEB"));

        AwsKeys keys = Read();

        keys.AccessKeyId.Should().Be("WEB");
        keys.ExpiresAt.Should().Be(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero));
        _handler.Sent.Single().Parameters.Should().Equal(
            ("Action", "AssumeRoleWithWebIdentity"),
            ("Version", "2011-06-15"),
            ("RoleArn", "arn:aws:iam::123456789012:role/ci"),
            ("RoleSessionName", "stagecraft"),
            ("WebIdentityToken", "jwt"));
        _handler.Sent.Single().Headers.Should().NotContain("Authorization");
    }

    [Fact]
    public void A_profile_assumes_its_role_with_the_keys_of_its_source()
    {
        _variables["AWS_PROFILE"] = "deploy";
        Write("config", "[profile deploy]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\nexternal_id = x");
        Write("credentials", "[base]\naws_access_key_id = BASE\naws_secret_access_key = key-of-a-test");

        Read().AccessKeyId.Should().Be("ROLE");

        SentRequest sent = _handler.Sent.Single();
        sent.Headers.Should().Contain("Credential=BASE/").And.Contain("/eu-central-1/sts/aws4_request");
        (sent["Action"], sent["ExternalId"]).Should().Be(("AssumeRole", "x"));
    }

    [Fact]
    public void A_refused_role_reports_the_reason()
    {
        Write(
            "config",
            "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = default\nexternal_id = x-id-1234567\n"
            + "aws_access_key_id = B\naws_secret_access_key = key-of-a-test");
        const string body = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>No x-id-1234567.</Message></Error></ErrorResponse>";
        _handler = new ScriptedHandler(_clock, Responses.Status(403, body));

        CloudFailure failure = Fails();

        failure.Code.Should().Be("forbidden");
        failure.Hint.Should().Be("the credentials need the permission sts:AssumeRole");
        failure.Message.Should().Contain("No ").And.NotContain("x-id");
    }

    [Theory]
    [InlineData("[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\nsource_profile = a", "refers to itself")]
    [InlineData("[profile a]\nrole_arn = r", "has a role_arn, and no credentials to assume it")]
    [InlineData("[profile a]\nrole_arn = r\nsource_profile = c\nmfa_serial = m", "requires an MFA code, which is not supported")]
    [InlineData("[profile a]\nlogin_session = arn", "signs in with 'aws login', which is not supported")]
    [InlineData("[profile b]\nregion = x", "profile 'a' of AWS_PROFILE does not exist, or has no credentials")]
    public void A_profile_without_usable_credentials_reports_the_reason(string config, string reason)
    {
        _variables["AWS_PROFILE"] = "a";
        Write("config", config);

        CloudFailure failure = Fails();

        failure.Code.Should().Be("credentials_missing");
        failure.Message.Should().Contain(reason);
    }

    [Fact]
    public void A_process_of_a_profile_prints_the_keys()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it needs a POSIX shell");
        string script = Script("echo '{\"Version\":1,\"AccessKeyId\":\"PROCESS\",\"SecretAccessKey\":\"s\"}'");
        Write("config", $"[default]\ncredential_process = sh {script}");

        ReadNow().Should().Be(new AwsKeys("PROCESS", "s"));
    }

    [Theory] // The text of the program can contain secrets.
    [InlineData("echo garbage-of-a-test")]
    [InlineData("echo garbage-of-a-test >&2; exit 3")]
    [InlineData(
        "echo '{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"garbage-of-a-test\",\"Expiration\":\"2020-01-01T00:00:00Z\"}'")]
    public void A_process_without_keys_is_reported_without_its_text(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it needs a POSIX shell");
        Write("config", $"[default]\ncredential_process = sh {Script(command)}");

        CloudFailure failure = FailsNow();

        failure.Code.Should().Be("credentials_missing");
        failure.Message.Should().StartWith("AWS credentials: the credential_process of profile 'default' returns none")
            .And.NotContain("garbage");
        failure.Hint.Should().Be("run the command of credential_process to see its error");
    }

    [Fact]
    public async Task A_wait_for_a_process_can_be_canceled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it needs a POSIX shell");
        string started = Path.Combine(_home, "started");
        string script = Script($"mkfifo {started}-end; touch {started}; read line < {started}-end");
        Write("config", $"[default]\ncredential_process = sh {script}");
        using CancellationTokenSource cancellation = new();
        using FileSystemWatcher watcher = new(_home, "started");
        watcher.Created += (_, _) => cancellation.Cancel();
        watcher.EnableRaisingEvents = true;

        await FluentActions.Awaiting(() => Chain(null).ReadAsync(cancellation.Token)).Should().ThrowAsync<OperationCanceledException>();

        await File.WriteAllTextAsync(started + "-end", "end\n", TestContext.Current.CancellationToken);
    }

    [Fact]
    public void An_expired_sign_in_is_reported_with_the_command_that_renews_it()
    {
        Write(
            "config",
            "[default]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nsso_region = eu-central-1\n"
            + "sso_start_url = https://example.awsapps.com/start-of-a-test");

        CloudFailure failure = FailsNow();

        failure.Message.Should().StartWith("AWS credentials: profile 'default' is not signed in to IAM Identity Center");
        failure.Hint.Should().Be("sign in with 'aws sso login --profile default'");
    }

    [Theory]
    [InlineData("[other]\naws_access_key_id = A\naws_secret_access_key = key-of-a-test")]
    [InlineData("[ops]\naws_access_key_id = A")]
    public void The_profile_of_the_config_needs_credentials(string credentials)
    {
        Write("credentials", credentials);

        FluentActions.Invoking(() => Read("ops")).Should().ThrowExactly<CloudException>().Which.Failure.Message.Should().Be(
            "AWS credentials: profile 'ops' does not exist, or has no credentials");
    }

    [Fact]
    public void Without_credentials_all_sources_are_named()
    {
        CloudFailure failure = Fails();

        failure.Code.Should().Be("credentials_missing");
        failure.Message.Should().Contain("AWS_ACCESS_KEY_ID").And.Contain("AWS_WEB_IDENTITY_TOKEN_FILE").And.Contain("profile 'default'");
        failure.Hint.Should().Contain("aws configure");
    }

    [Fact]
    public void A_profile_configures_addresses_for_all_services_and_for_one()
    {
        Write(
            "config",
            "[default]\nendpoint_url = http://localhost:1\nservices = local\n"
            + "[services local]\nec2 =\n  endpoint_url = http://localhost:2\n");

        AwsConfigFiles files = AwsConfigFiles.Read(_variables.GetValueOrDefault);

        files.Endpoint("default", "ec2").Should().Be("http://localhost:2");
        files.Endpoint("default", "sts").Should().Be("http://localhost:1");
    }

    private static Rig.Scripted Role(string action, string key) => Responses.Ok(
        action,
        $"<{action}Result><Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
        + $"<Expiration>2026-01-01T01:00:00Z</Expiration></Credentials></{action}Result>");

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_home, ".aws", name), content);

    private string Script(string command)
    {
        string path = Path.Combine(_home, "script");
        File.WriteAllText(path, command + "\n");
        return path;
    }

    private CloudFailure FailsNow() => FluentActions.Invoking(ReadNow).Should().ThrowExactly<CloudException>().Which.Failure;

    private CloudFailure Fails() => FluentActions.Invoking(() => Read()).Should().ThrowExactly<CloudException>().Which.Failure;

    private AwsKeys Read(string? profile = null) => _clock.Run(() => Chain(profile).ReadAsync(default));

    private AwsKeys ReadNow() => Chain(null).ReadAsync(default).GetAwaiter().GetResult();

    private CredentialChain Chain(string? profile) => new(new CredentialOptions
    {
        Variable = _variables.GetValueOrDefault,
        Profile = profile,
        Region = "eu-central-1",
        Endpoints = new AwsEndpoints(_ => null),
        Governor = new RateGovernor(_clock, new AwsLimits()),
        Time = _clock,
        Random = new Random(1),
        Handler = _handler,
    });
}
