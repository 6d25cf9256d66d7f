
namespace Stagecraft.Engine.Clouds;

/// <summary>What a wait is called, in the config and in the report.</summary>
internal static class HostWaitWords
{
    public const string Active = "active";
    public const string Ssh = "ssh";
    public const string CloudInit = "cloud-init";

    public static IReadOnlyList<string> All { get; } = [Active, Ssh, CloudInit];

    public static HostWait Read(string? word) => word switch
    {
        Ssh => HostWait.Ssh,
        CloudInit => HostWait.CloudInit,
        _ => HostWait.Active,
    };

    public static string Of(HostWait wait) => wait switch
    {
        HostWait.Ssh => Ssh,
        HostWait.CloudInit => CloudInit,
        _ => Active,
    };
}
