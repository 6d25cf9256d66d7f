namespace Stagecraft.Aws.Api.Client;

/// <summary>The meaning of the error codes of AWS (spec aws.md 3).</summary>
internal static class AwsErrors
{
    public const string DryRun = "DryRunOperation";
    public const string InstanceNotFound = "InvalidInstanceID.NotFound";
    public const string InvalidPaginationToken = "InvalidPaginationToken";

    /// <param name="request">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The code; null if the response is not from the API.</param>
    public static ErrorMeaning Of(ApiRequest request, int status, string? code) => code switch
    {
        "RequestLimitExceeded" or "EC2ThrottledException" or "Throttling" or "ThrottlingException" or "ThrottledException"
            or "TooManyRequestsException" or "RequestThrottled" =>
            new(ErrorCodes.RateLimited, FailureKind.RateLimited, "other users of this account share its limits; try again later", true),

        // Another request changes the same tags: this one had no effect, and is sent again.
        "ConcurrentTagAccess" => new(ErrorCodes.ApiError, FailureKind.NotSent, null, IsTransient: true),

        // Refusals in spite of the status 500.
        "InsufficientInstanceCapacity" or "InsufficientHostCapacity" or "InsufficientReservedInstanceCapacity" or "InsufficientCapacity"
            or "InsufficientVolumeCapacity" or "InsufficientAddressCapacity" =>
            new(
                ErrorCodes.ApiError,
                FailureKind.Refused,
                "there is no free capacity now: try again later, or use another size or zone",
                IsTransient: true),
        "VcpuLimitExceeded" or "InstanceLimitExceeded" or "VolumeLimitExceeded" or "AddressLimitExceeded"
            or "SecurityGroupLimitExceeded" or "MaxSpotInstanceCountExceeded" =>
            new(
                ErrorCodes.ApiError,
                FailureKind.Refused,
                "request a higher quota in Service Quotas, or delete resources that are not needed"),
        "UnauthorizedOperation" or "AccessDenied" or "AccessDeniedException" or "UnauthorizedAccess" =>
            new(ErrorCodes.Forbidden, FailureKind.Refused, $"the credentials need the permission {request.Scope}"),
        "OptInRequired" => new(ErrorCodes.Forbidden, FailureKind.Refused, "enable the region or the service for this account"),
        "Blocked" => new(ErrorCodes.Forbidden, FailureKind.Refused, "the account is blocked: contact AWS Support"),
        "PendingVerification" => new(ErrorCodes.Forbidden, FailureKind.Refused, "AWS is verifying the account: try again later"),
        // EC2 also refuses a region that is not enabled with this code.
        "AuthFailure" => new(
            ErrorCodes.Unauthorized,
            FailureKind.Refused,
            "the credentials are wrong or revoked, or belong to another partition, or the region is not enabled for this account"),
        "InvalidClientTokenId" or "UnrecognizedClientException" or "InvalidAccessKeyId" or "SignatureDoesNotMatch"
            or "InvalidSignatureException" or "IncompleteSignature" or "IncompleteSignatureException" or "MissingAuthenticationToken"
            or "MissingAuthenticationTokenException" =>
            new(ErrorCodes.Unauthorized, FailureKind.Refused, "the credentials are wrong or revoked, or belong to another partition"),
        "RequestExpired" or "ExpiredToken" or "ExpiredTokenException" or "RequestTimeTooSkewed" =>
            new(ErrorCodes.Unauthorized, FailureKind.Refused, "sign in again if the credentials are temporary, and check the clock"),
        "InternalError" or "InternalFailure" or "ServerInternal" or "ServiceUnavailable" or "Unavailable" =>
            ErrorMeaning.OfStatus(Math.Max(status, 500), isFromApi: true),
        _ => ErrorMeaning.OfStatus(status, code is not null),
    };

    /// <summary>Whether the time in the signature can be the reason.</summary>
    public static bool IsExpiry(string? code) =>
        code is "RequestExpired" or "ExpiredToken" or "ExpiredTokenException" or "RequestTimeTooSkewed";

    /// <summary>Whether a wrong clock can be the reason.</summary>
    public static bool IsSignature(string? code) => code is "AuthFailure" or "SignatureDoesNotMatch" or "InvalidSignatureException";
}
