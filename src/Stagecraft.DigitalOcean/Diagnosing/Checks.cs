namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>The ids of the checks (spec 12).</summary>
internal static class Checks
{
    public const string Token = "token";
    public const string Api = "api";
    public const string Authentication = "authentication";
    public const string Clock = "clock";
    public const string RateLimit = "rate_limit";
    public const string Account = "account";
    public const string ReadScopes = "read_scopes";
    public const string WriteScopes = "write_scopes";
    public const string SshKey = "ssh_key";
    public const string DropletLimit = "droplet_limit";
    public const string Duplicates = "duplicates";
    public const string TagSpelling = "tag_spelling";
    public const string Environments = "environments";
    public const string OtherProjects = "other_projects";

    /// <summary>In the order of the report.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Token, Api, Authentication, Clock, RateLimit, Account, ReadScopes, WriteScopes, SshKey, DropletLimit, Duplicates, TagSpelling,
        Environments, OtherProjects,
    ];
}
