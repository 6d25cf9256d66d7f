namespace Stagecraft.Cli.Cloud;

/// <summary>The clouds of the command, by provider id.</summary>
internal static class Clouds
{
    internal static IReadOnlyList<CloudDescription> All { get; } = [new DigitalOceanCloud(), new AwsCloud()];

    /// <summary>The cloud without a config.</summary>
    internal static CloudDescription Default => All[0];

    /// <summary>A machine of any cloud, for texts before a config is read.</summary>
    internal static string AnyMachine { get; } = string.Join(" or ", All.Select(c => c.Terms.Machine));

    /// <summary>The provider ids, as the values of an option.</summary>
    internal static string Ids { get; } = string.Join('|', All.Select(c => c.Id));

    internal static string AnyMachines { get; } = string.Join(" or ", All.Select(c => c.Terms.Machines));

    internal static string AnyCloud { get; } = string.Join(" or ", All.Select(c => c.Terms.Cloud));

    /// <summary>The config keys whose values are never secret. The place of a problem does not determine the cloud: the provider may be
    /// misspelled.</summary>
    internal static IReadOnlySet<string> HarmlessKeys { get; } =
        All.SelectMany(c => c.HarmlessKeys).ToHashSet(StringComparer.Ordinal);

    /// <summary>All config keys.</summary>
    internal static IReadOnlySet<string> KnownKeys { get; } = All.SelectMany(c => c.OtherKeys.Append(c.Id)).Concat(HarmlessKeys)
        .Concat(["project", "name", "cloud", "providers"]).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a value is one of the credentials that a sandbox prints. They are not secret, and are words of ordinary
    /// text.</summary>
    internal static bool IsDummy(string value) =>
        value is DigitalOceanNeeds.DummyToken or AwsNeeds.DummyKeyId or AwsNeeds.DummySecret;

    /// <summary>Whether a status is that of a booting machine. No two clouds have the same status with different meanings.</summary>
    internal static bool IsBooting(string? status) => All.Any(c => c.Booting == status);

    internal static bool IsRunning(string? status) => All.Any(c => c.Terms.RunningStatus == status);

    internal static bool IsOff(string? status) => All.Any(c => c.SwitchedOff == status);

    /// <summary>The cloud of a provider id; null if there is none.</summary>
    internal static CloudDescription? Find(string provider) => All.FirstOrDefault(c => c.Id == provider);

    /// <summary>The cloud of a provider id; the default for an unknown one, which the registry of providers refuses.</summary>
    internal static CloudDescription Of(string provider) => Find(provider) ?? Default;
}
