using Stagecraft.Providers;

namespace Stagecraft.Errors;

/// <summary>The stable codes of <see cref="CloudProviderException"/> and <see cref="Problem"/>. A code never changes its meaning.</summary>
public static class ErrorCodes
{
    /// <summary>The config is wrong, or names a region, size or image that is not on offer.</summary>
    public const string ConfigInvalid = "config_invalid";

    /// <summary>The environment variable with the API token is not set.</summary>
    public const string CredentialsMissing = "credentials_missing";

    /// <summary>The API refused the token (HTTP 401).</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The token may not do that (HTTP 403).</summary>
    public const string Forbidden = "forbidden";

    /// <summary>No such SSH key in the account, or several of that name.</summary>
    public const string SshKeyNotFound = "ssh_key_not_found";

    /// <summary>The name is taken by a machine that is not ours, or the host exists otherwise than planned.</summary>
    public const string MachineExists = "machine_exists";

    /// <summary>The named machine does not exist.</summary>
    public const string MachineNotFound = "machine_not_found";

    /// <summary>The create was refused, or the machine came up unusable.</summary>
    public const string MachineCreateFailed = "machine_create_failed";

    /// <summary>The machine could not be deleted.</summary>
    public const string MachineDeleteFailed = "machine_delete_failed";

    /// <summary>Not ready, or not gone, within its time.</summary>
    public const string MachineTimeout = "machine_timeout";

    /// <summary>Any other failure of the API or of the way to it.</summary>
    public const string ApiError = "api_error";

    /// <summary>The API's rate limit refused the request to the end.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The plan does not belong to this config or account.</summary>
    public const string PlanStale = "plan_stale";

    /// <summary>A safety rule said no: droplet limit, confirmation, protection.</summary>
    public const string Refused = "refused";

    /// <summary>Something was done and some host failed; <see cref="CloudProviderException.Report"/> has each outcome.</summary>
    public const string PartialApply = "partial_apply";

    /// <summary>Every code, in the order of the specification.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ConfigInvalid, CredentialsMissing, Unauthorized, Forbidden, SshKeyNotFound, MachineExists, MachineNotFound, MachineCreateFailed,
        MachineDeleteFailed, MachineTimeout, ApiError, RateLimited, PlanStale, Refused, PartialApply,
    ];
}
