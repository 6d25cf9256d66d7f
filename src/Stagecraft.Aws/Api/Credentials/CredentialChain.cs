using Stagecraft.Aws.Api.Signing;

namespace Stagecraft.Aws.Api.Credentials;

/// <summary>Finds the keys in the usual order: environment, web identity, profile, container, instance metadata (spec aws.md
/// 2.1).</summary>
internal sealed class CredentialChain(CredentialOptions options) : IAwsCredentials
{
    // A chain of profiles that refer to each other is a mistake.
    private const int MaxProfiles = 5;

    private readonly RoleClient _roles = new(options);

    /// <summary>The name of the profile that is used, for messages and for its settings.</summary>
    public static string ProfileOf(Func<string, string?> variable, string? configured) =>
        configured ?? (variable("AWS_PROFILE") is { Length: > 0 } name ? name : "default");

    public async Task<AwsKeys> ReadAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken).ConfigureAwait(false) ?? throw Missing(
            options.Profile is { } profile
                ? $"AWS credentials: profile {Excerpt.Of(profile)} does not exist, or has no credentials"
                : "AWS credentials were not found: neither in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, nor in "
                    + $"AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN, nor in profile {Excerpt.Of(Profile)}, nor from a container or "
                    + "the instance metadata",
            "sign in with 'aws sso login', configure a profile with 'aws configure', or set the variables");

    private string Profile => ProfileOf(options.Variable, options.Profile);

    private async Task<AwsKeys?> FindAsync(CancellationToken cancellationToken)
    {
        AwsConfigFiles files = AwsConfigFiles.Read(options.Variable);
        if (options.Profile is not null)
        {
            return await FromProfileAsync(files, options.Profile, 1, cancellationToken).ConfigureAwait(false);
        }

        if (FromEnvironment() is { } keys)
        {
            return keys;
        }

        if (Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is { } file && Variable("AWS_ROLE_ARN") is { } role)
        {
            return await _roles.AssumeWithTokenAsync(role, file, Variable("AWS_ROLE_SESSION_NAME"), cancellationToken)
                .ConfigureAwait(false);
        }

        if (await FromProfileAsync(files, Profile, 1, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        if (Variable("AWS_PROFILE") is { } named)
        {
            throw Missing($"AWS credentials: profile {Excerpt.Of(named)} of AWS_PROFILE does not exist, or has no credentials", null);
        }

        return await FromMachineAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<AwsKeys?> FromMachineAsync(CancellationToken cancellationToken)
    {
        if (Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is not null || Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") is not null)
        {
            return await FromSdkAsync(
                () => SdkCredentials.FromContainerAsync(cancellationToken),
                "the container returns none",
                "check the variables AWS_CONTAINER_CREDENTIALS_*",
                cancellationToken).ConfigureAwait(false);
        }

        if (string.Equals(Variable("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return await SdkCredentials.FromInstanceAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // This machine is not an instance, or has no role.
            return null;
        }
    }

    private AwsKeys? FromEnvironment()
    {
        string? id = Variable("AWS_ACCESS_KEY_ID");
        string? secret = Variable("AWS_SECRET_ACCESS_KEY");
        return (id, secret) switch
        {
            (null, null) => null,
            ({ }, { }) => new AwsKeys(id, secret, Variable("AWS_SESSION_TOKEN")),
            _ => throw Missing("AWS credentials: one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is not set", "set both, or none"),
        };
    }

    /// <summary>The keys of a profile; null if it does not exist or has no credentials.</summary>
    private async Task<AwsKeys?> FromProfileAsync(AwsConfigFiles files, string name, int depth, CancellationToken cancellationToken)
    {
        if (files.Profile(name) is not { } profile)
        {
            return null;
        }

        if (depth > MaxProfiles)
        {
            throw Missing($"AWS credentials: the source_profile of profile {Excerpt.Of(name)} refers to itself", null);
        }

        if (profile.GetValueOrDefault("role_arn") is { } role)
        {
            return profile.GetValueOrDefault("web_identity_token_file") is { } file
                ? await _roles.AssumeWithTokenAsync(role, file, profile.GetValueOrDefault("role_session_name"), cancellationToken)
                    .ConfigureAwait(false)
                : await AssumeAsync(files, name, profile, depth, cancellationToken).ConfigureAwait(false);
        }

        if (profile.GetValueOrDefault("aws_access_key_id") is { } id && profile.GetValueOrDefault("aws_secret_access_key") is { } secret)
        {
            return new AwsKeys(id, secret, profile.GetValueOrDefault("aws_session_token"));
        }

        if (profile.ContainsKey("login_session"))
        {
            throw Missing(
                $"AWS credentials: profile {Excerpt.Of(name)} signs in with 'aws login', which is not supported",
                "use IAM Identity Center, or export temporary keys with 'aws configure export-credentials'");
        }

        bool isProcess = profile.ContainsKey("credential_process");
        return !isProcess && !profile.ContainsKey("sso_account_id") ? null : await FromSdkAsync(
            () => SdkCredentials.FromProfileAsync(profile, SsoSession(files, profile), cancellationToken),
            isProcess
                ? $"the credential_process of profile {Excerpt.Of(name)} returns none"
                : $"profile {Excerpt.Of(name)} is not signed in to IAM Identity Center",
            isProcess ? "run the command of credential_process to see its error" : $"sign in with 'aws sso login --profile {name}'",
            cancellationToken).ConfigureAwait(false);
    }

    // The text of an exception is from the SDK or from a program, and can contain secrets.
    private static async Task<AwsKeys> FromSdkAsync(
        Func<Task<AwsKeys>> read, string problem, string hint, CancellationToken cancellationToken)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Missing($"AWS credentials: {problem}: {e.GetType().Name}", hint, e);
        }
    }

    private async Task<AwsKeys> AssumeAsync(
        AwsConfigFiles files, string name, IReadOnlyDictionary<string, string> profile, int depth, CancellationToken cancellationToken)
    {
        if (profile.ContainsKey("mfa_serial"))
        {
            throw Missing(
                $"AWS credentials: profile {Excerpt.Of(name)} requires an MFA code, which is not supported",
                "use IAM Identity Center, or export temporary keys with 'aws configure export-credentials'");
        }

        string? source = profile.GetValueOrDefault("source_profile");
        AwsKeys? keys = (source, profile.GetValueOrDefault("credential_source")) switch
        {
            // A profile can have the keys for its own role.
            ({ }, _) when source == name && profile.GetValueOrDefault("aws_access_key_id") is { } id =>
                new AwsKeys(id, profile.GetValueOrDefault("aws_secret_access_key") ?? ""),
            ({ }, _) => await FromProfileAsync(files, source, depth + 1, cancellationToken).ConfigureAwait(false),
            (_, "Environment") => FromEnvironment(),
            (_, "Ec2InstanceMetadata" or "EcsContainer") => await FromMachineAsync(cancellationToken).ConfigureAwait(false),
            _ => null,
        };
        return keys is null
            ? throw Missing(
                $"AWS credentials: profile {Excerpt.Of(name)} has a role_arn, and no credentials to assume it",
                "set its source_profile to a profile with credentials, or its credential_source")
            : await _roles.AssumeAsync(keys, profile, cancellationToken).ConfigureAwait(false);
    }

    private static IReadOnlyDictionary<string, string>? SsoSession(AwsConfigFiles files, IReadOnlyDictionary<string, string> profile) =>
        profile.GetValueOrDefault("sso_session") is { } session ? files.Section("sso-session " + session) : null;

    private string? Variable(string name) => options.Variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    private static CloudException Missing(string message, string? hint, Exception? inner = null) =>
        new(new CloudFailure(ErrorCodes.CredentialsMissing, message, hint), FailureKind.NotSent, inner: inner);
}
