using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.RuntimeDependencies;
using Amazon.SSO;
using Amazon.SSOOIDC;
using Stagecraft.Aws.Api.Signing;

namespace Stagecraft.Aws.Api.Credentials;

/// <summary>Reads keys with the AWS SDK: IAM Identity Center, <c>credential_process</c>, containers and instance metadata. The SDK reads
/// the cached tokens in the home directory and the variables <c>AWS_CONTAINER_*</c> and <c>AWS_EC2_METADATA_*</c> of the process itself;
/// everything else is passed to it.</summary>
internal static class SdkCredentials
{
    private static readonly Lazy<bool> Registered = new(Register);

    /// <summary>The keys of a profile with <c>sso_*</c> or <c>credential_process</c>.</summary>
    public static Task<AwsKeys> FromProfileAsync(
        IReadOnlyDictionary<string, string> profile, IReadOnlyDictionary<string, string>? ssoSession, CancellationToken cancellationToken)
    {
        string? Key(string name) => profile.GetValueOrDefault(name) ?? ssoSession?.GetValueOrDefault(name);
        CredentialProfileOptions options = profile.GetValueOrDefault("credential_process") is { } command
            ? new() { CredentialProcess = command }
            : new()
            {
                SsoAccountId = Key("sso_account_id"),
                SsoRegion = Key("sso_region"),
                SsoRoleName = Key("sso_role_name"),
                SsoSession = Key("sso_session"),
                SsoStartUrl = Key("sso_start_url"),
                SsoRegistrationScopes = Key("sso_registration_scopes"),
            };
        return ReadAsync(() => AWSCredentialsFactory.GetAWSCredentials(options, null, true), cancellationToken);
    }

    public static Task<AwsKeys> FromContainerAsync(CancellationToken cancellationToken) =>
        ReadAsync(() => new GenericContainerCredentials(), cancellationToken);

    public static Task<AwsKeys> FromInstanceAsync(CancellationToken cancellationToken) =>
        ReadAsync(() => new InstanceProfileAWSCredentials(), cancellationToken);

    // A new object for each read: the SDK would return its cached keys.
    private static async Task<AwsKeys> ReadAsync(Func<AWSCredentials> create, CancellationToken cancellationToken)
    {
        _ = Registered.Value;
        AWSCredentials credentials = create();

        // The SDK waits for a program on the thread of the caller.
        ImmutableCredentials keys = await Task.Run(credentials.GetCredentialsAsync, cancellationToken).WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        DateTimeOffset? expiresAt = credentials is RefreshingAWSCredentials { Expiration: { Year: < 9999 } time }
            ? new DateTimeOffset(time.ToUniversalTime())
            : null;
        return new AwsKeys(keys.AccessKey, keys.SecretKey, keys.UseToken ? keys.Token : null, expiresAt);
    }

    // With native AOT, the SDK cannot find the clients itself.
    private static bool Register()
    {
        GlobalRuntimeDependencyRegistry.Instance.RegisterSSOClient(context =>
            new AmazonSSOClient(new AnonymousAWSCredentials(), context.SSOClientContextData.Region));
        GlobalRuntimeDependencyRegistry.Instance.RegisterSSOOIDCClient(context =>
            new AmazonSSOOIDCClient(new AnonymousAWSCredentials(), context.SSOOIDCClientContextData.Region));
        return true;
    }
}
