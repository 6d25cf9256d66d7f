using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>The keys of a host that have the same rules for every cloud, as <see cref="SharedKeys"/>.</summary>
internal static class SharedHostKeys
{
    public static readonly SettingKey Role = new("role", SettingKind.Name, "The role, for example `app` or `db`.")
    {
        IsRequired = true,
        Range = "at most 239 characters",
        MaxLength = SharedKeys.MaxRole,
    };

    public static readonly SettingKey Size = new("size", SettingKind.Slug, "The {machine}'s size. Required without `default_size`.")
    {
        Otherwise = "`default_size`",
    };

    public static readonly SettingKey Region = new("region", SettingKind.Slug, "The {machine}'s region. Required without `default_region`.")
    {
        Otherwise = "`default_region`",
    };

    public static readonly SettingKey UserData = new(
        "user_data", SettingKind.Script, "The user data that the {machine} runs at its first boot. Not together with `user_data_file`.")
    {
        Otherwise = "none",
    };

    public static readonly SettingKey UserDataFile = new(
        "user_data_file",
        SettingKind.Text,
        "A regular file with the user data. A relative path is relative to the directory of the config file. A byte order mark is removed.")
    {
        Otherwise = "none",
    };

    public static readonly SettingKey Volumes = new(
        "volumes",
        SettingKind.Sections,
        "Block storage volumes that are attached to the {machine}, by name: [Volumes](#volumes).")
    {
        Keys = VolumeKeys.All,
    };

    public static readonly SettingKey ReservedIp = new(
        "reserved_ip",
        SettingKind.Text,
        "A reserved IP of the account, which `up` assigns to the {machine}: [Reserved IPs](#reserved-ips). Not for groups.")
    {
        Range = "an IPv4 address",
    };

    public static readonly SettingKey Wait = new(
        "wait",
        SettingKind.Choice,
        "The readiness that `up` waits for. `active`: an active {machine} with an address. `ssh`: also a response from its SSH server. "
        + "`cloud-init`: also the completion of cloud-init, checked with the system's `ssh`. `http`: a response to an HTTP request "
        + "instead of SSH: [Readiness](#readiness).")
    {
        Default = HostWaitWords.Active,
        Choices = HostWaitWords.All,
    };

    public static readonly SettingKey Health = new(
        "health", SettingKind.Section, "The HTTP request of `wait: http`, and the expected response: [Readiness](#readiness).")
    {
        Otherwise = "`/` on port 80",
        Range = "only with `wait: http`",
        Keys = HealthKeys.All,
    };
}
