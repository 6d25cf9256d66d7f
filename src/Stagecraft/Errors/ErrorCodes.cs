using Stagecraft.Providers;

namespace Stagecraft.Errors;

/// <summary>The stable codes of <see cref="CloudProviderException"/> and <see cref="Problem"/>. A code never changes its meaning.</summary>
public static class ErrorCodes
{
    /// <summary>The config is invalid, or names a region, size or image that is not available.</summary>
    public const string ConfigInvalid = "config_invalid";

    /// <summary>The environment variable with the API token is not set.</summary>
    public const string CredentialsMissing = "credentials_missing";

    /// <summary>The API refused the token (HTTP 401).</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The token lacks a permission (HTTP 403).</summary>
    public const string Forbidden = "forbidden";

    /// <summary>No such SSH key in the account, or several of that name.</summary>
    public const string SshKeyNotFound = "ssh_key_not_found";

    /// <summary>The name is in use by a machine that is not managed, or the host exists otherwise than planned.</summary>
    public const string MachineExists = "machine_exists";

    /// <summary>The named machine does not exist.</summary>
    public const string MachineNotFound = "machine_not_found";

    /// <summary>The create request was refused, or the machine is unusable.</summary>
    public const string MachineCreateFailed = "machine_create_failed";

    /// <summary>The machine could not be deleted.</summary>
    public const string MachineDeleteFailed = "machine_delete_failed";

    /// <summary>The machine was not ready, or not deleted, within the timeout.</summary>
    public const string MachineTimeout = "machine_timeout";

    /// <summary>A resource that is not owned has the name of a declared one.</summary>
    public const string NameTaken = "name_taken";

    /// <summary>A resource other than a machine could not be created, changed or deleted.</summary>
    public const string ResourceFailed = "resource_failed";

    /// <summary>A resource other than a machine was not ready, or not deleted, within the timeout.</summary>
    public const string ResourceTimeout = "resource_timeout";

    /// <summary>Any other failure of the API or the connection.</summary>
    public const string ApiError = "api_error";

    /// <summary>The API's rate limit refused the request until the last retry.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The plan does not belong to this config or account.</summary>
    public const string PlanStale = "plan_stale";

    /// <summary>A safety rule refused it: machine limit, confirmation, protection.</summary>
    public const string Refused = "refused";

    /// <summary>The plan would exceed the budget of the environment.</summary>
    public const string OverBudget = "over_budget";

    /// <summary>Some changes were made and at least one host failed; <see cref="CloudProviderException.Report"/> has each
    /// outcome.</summary>
    public const string PartialApply = "partial_apply";

    /// <summary>Every code, in the order of the specification.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ConfigInvalid, CredentialsMissing, Unauthorized, Forbidden, SshKeyNotFound, MachineExists, MachineNotFound, MachineCreateFailed,
        MachineDeleteFailed, MachineTimeout, NameTaken, ResourceFailed, ResourceTimeout, ApiError, RateLimited, PlanStale, Refused,
        OverBudget, PartialApply,
    ];
}
