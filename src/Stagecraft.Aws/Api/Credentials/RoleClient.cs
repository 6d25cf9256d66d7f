using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Api.Signing;
using Stagecraft.Aws.Api.Wire;

namespace Stagecraft.Aws.Api.Credentials;

/// <summary>Requests temporary keys of a role from STS.</summary>
internal sealed class RoleClient(CredentialOptions options)
{
    private const string DefaultSession = "stagecraft";

    /// <summary>Assumes a role with other keys.</summary>
    /// <exception cref="CloudException">STS refused it, or cannot be reached.</exception>
    public Task<AwsKeys> AssumeAsync(
        AwsKeys source, IReadOnlyDictionary<string, string> profile, CancellationToken cancellationToken)
    {
        AwsSession session = new(new FixedCredentials(source), options.Time);
        return SendAsync(
            new AwsProtocol(session, options.Region, AwsService.Sts.SigningName),
            new QueryWriter("AssumeRole", AwsService.Sts.Version)
                .Add("RoleArn", profile["role_arn"])
                .Add("RoleSessionName", profile.GetValueOrDefault("role_session_name") ?? DefaultSession)
                .Add("ExternalId", profile.GetValueOrDefault("external_id"))
                .Add("DurationSeconds", profile.GetValueOrDefault("duration_seconds")),
            profile.GetValueOrDefault("external_id"),
            cancellationToken);
    }

    /// <summary>Assumes a role with the token of an identity provider, for example of a CI system. The file is read each time, because
    /// its token is replaced.</summary>
    /// <exception cref="CloudException">The file cannot be read, STS refused it, or cannot be reached.</exception>
    public Task<AwsKeys> AssumeWithTokenAsync(string roleArn, string file, string? session, CancellationToken cancellationToken)
    {
        string token;
        try
        {
            token = File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloudException(
                new CloudFailure(ErrorCodes.CredentialsMissing, $"AWS credentials: the web identity token {file} cannot be read"),
                FailureKind.NotSent,
                inner: e);
        }

        return SendAsync(
            new UnsignedProtocol(),
            new QueryWriter("AssumeRoleWithWebIdentity", AwsService.Sts.Version)
                .Add("RoleArn", roleArn)
                .Add("RoleSessionName", session ?? DefaultSession)
                .Add("WebIdentityToken", token),
            token,
            cancellationToken);
    }

    private async Task<AwsKeys> SendAsync(IApiProtocol protocol, QueryWriter query, string? secret, CancellationToken cancellationToken)
    {
        using ApiPipeline pipeline = new(
            options.Endpoints.Of(AwsService.Sts, options.Region),
            protocol,
            options.Handler,
            options.Governor,
            options.Time,
            options.Random,
            progress: null,
            log: null);
        Ec2Requests sts = new(pipeline, AwsService.Sts, options.Region);
        return (await sts.ReadAsync(query, response => Keys(response, query.Action), cancellationToken, secret: secret)
            .ConfigureAwait(false)).Value;
    }

    private static AwsKeys Keys(XmlTree response, string action)
    {
        XmlTree keys = (response.Find(action + "Result") ?? response).Find("Credentials") ?? response;
        return new AwsKeys(
            keys.Required("AccessKeyId"), keys.Required("SecretAccessKey"), keys.Required("SessionToken"), keys.Time("Expiration"));
    }
}
