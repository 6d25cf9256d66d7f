namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>Checks the signature of a request. The codes differ per service.</summary>
internal static class Authentication
{
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    /// <summary>The scope of a request with a valid signature.</summary>
    /// <exception cref="AwsError">The request is not signed, or the signature or the credentials are not valid.</exception>
    public static CredentialScope Check(ApiRequest request, AwsService service, Credentials accepted, DateTimeOffset now)
    {
        CredentialScope scope = CredentialScope.Parse(request.Header("Authorization")) ?? throw Unsigned(service);
        if (ParseTime(request.Header("x-amz-date")) is not { } time || !scope.SignedHeaders.Contains("host")
            || scope.Date != time.ToString("yyyyMMdd", CultureInfo.InvariantCulture))
        {
            throw Mismatch(service, "The scope, the date or the signed headers of the request are not valid.");
        }

        if ((time - now).Duration() > MaxSkew)
        {
            throw service == AwsService.Ec2
                ? AwsError.BadRequest("RequestExpired", "Request has expired.")
                : Mismatch(service, $"Signature expired: {request.Header("x-amz-date")} is off by over 15 minutes.");
        }

        if (accepted.AccessKey is { } key && key != scope.AccessKey)
        {
            throw UnknownKey(service);
        }

        if (accepted.SecretKey is { } secret && !Signature.IsValid(request, scope, secret))
        {
            throw Mismatch(service, "The request signature we calculated does not match the signature you provided.");
        }

        CheckSession(request, service, accepted, now);
        return scope;
    }

    private static void CheckSession(ApiRequest request, AwsService service, Credentials accepted, DateTimeOffset now)
    {
        string? session = request.Header("x-amz-security-token");
        if (accepted.SessionToken is { } token && token != session)
        {
            throw UnknownKey(service);
        }

        if (session is not null && accepted.SessionEnd <= now)
        {
            throw service switch
            {
                AwsService.Ec2 => AwsError.BadRequest("RequestExpired", "Request has expired."),
                AwsService.Sts => new AwsError(403, "ExpiredToken", "The security token included in the request is expired"),
                _ => AwsError.BadRequest("ExpiredTokenException", "The security token included in the request is expired"),
            };
        }
    }

    private static DateTimeOffset? ParseTime(string? text) => DateTimeOffset.TryParseExact(
        text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private static AwsError Unsigned(AwsService service) => service switch
    {
        AwsService.Ec2 => new AwsError(401, "AuthFailure", "AWS was not able to validate the provided access credentials"),
        AwsService.Sts => new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token"),
        _ => AwsError.BadRequest("MissingAuthenticationTokenException", "Missing Authentication Token"),
    };

    private static AwsError UnknownKey(AwsService service) => service switch
    {
        AwsService.Ec2 => new AwsError(401, "AuthFailure", "AWS was not able to validate the provided access credentials"),
        AwsService.Sts => new AwsError(403, "InvalidClientTokenId", "The security token included in the request is invalid."),
        _ => AwsError.BadRequest("UnrecognizedClientException", "The security token included in the request is invalid."),
    };

    private static AwsError Mismatch(AwsService service, string message) => service is AwsService.Ec2 or AwsService.Sts
        ? new AwsError(403, "SignatureDoesNotMatch", message)
        : AwsError.BadRequest("InvalidSignatureException", message);
}
