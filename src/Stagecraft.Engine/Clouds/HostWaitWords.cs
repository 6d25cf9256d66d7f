namespace Stagecraft.Engine.Clouds;

/// <summary>The values of <c>wait</c> in a config and in a report.</summary>
public static class HostWaitWords
{
    /// <summary><see cref="HostWait.Active"/>.</summary>
    public const string Active = "active";

    /// <summary><see cref="HostWait.Ssh"/>.</summary>
    public const string Ssh = "ssh";

    /// <summary><see cref="HostWait.CloudInit"/>.</summary>
    public const string CloudInit = "cloud-init";

    /// <summary><see cref="HostWait.Http"/>.</summary>
    public const string Http = "http";

    /// <summary>All values, from the weakest to the strongest.</summary>
    public static IReadOnlyList<string> All { get; } = [Active, Ssh, CloudInit, Http];

    /// <summary>The wait of a value; <see cref="HostWait.Active"/> if it is null or unknown.</summary>
    /// <param name="word">A value.</param>
    public static HostWait Read(string? word) => word switch
    {
        Ssh => HostWait.Ssh,
        CloudInit => HostWait.CloudInit,
        Http => HostWait.Http,
        _ => HostWait.Active,
    };

    /// <summary>The value of a wait.</summary>
    /// <param name="wait">The wait.</param>
    public static string Of(HostWait wait) => Enum.IsDefined(wait) ? All[(int)wait] : Active;
}
