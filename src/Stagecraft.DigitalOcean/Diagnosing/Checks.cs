using Stagecraft.Engine.Diagnosing;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>The ids of the checks (spec 12).</summary>
internal static class Checks
{
    public const string Token = "token";
    public const string Api = "api";
    public const string Authentication = "authentication";
    public const string RateLimit = "rate_limit";
    public const string Account = "account";
    public const string ReadScopes = "read_scopes";
    public const string WriteScopes = "write_scopes";
    public const string SshKey = "ssh_key";
    public const string DropletLimit = "droplet_limit";
    public const string TagSpelling = "tag_spelling";

    /// <summary>In the order of the report.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Token, Api, Authentication, ClockCheck.Id, RateLimit, Account, ReadScopes, WriteScopes, SshKey, DropletLimit,
        EnvironmentChecks.Duplicated, TagSpelling, EnvironmentChecks.Undeclared, EnvironmentChecks.OtherOwners,
    ];
}
