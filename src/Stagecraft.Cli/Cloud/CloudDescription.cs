using System.Text.RegularExpressions;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Cli.Cloud;

/// <summary>All that the command itself knows of one cloud, apart from its help.</summary>
internal abstract class CloudDescription
{
    /// <summary>The provider id in the config, and the words of texts.</summary>
    internal abstract CloudTerms Terms { get; }

    internal string Id => Terms.Provider;

    /// <summary>The status of a machine that is booting.</summary>
    internal abstract string Booting { get; }

    /// <summary>The status of a machine that is switched off.</summary>
    internal abstract string SwitchedOff { get; }

    /// <summary>The variable that replaces the API's address.</summary>
    internal abstract ApiAddress Api { get; }

    /// <summary>Values that are secret wherever they occur. The group <c>shown</c> of a match is not secret.</summary>
    internal abstract Regex Secrets { get; }

    /// <summary>The config keys whose values are never secret, in a section of any cloud. A misspelled key may stand for user_data, so
    /// other values are not shown.</summary>
    internal abstract IReadOnlyList<string> HarmlessKeys { get; }

    /// <summary>The other config keys. Other words of a file may be secret.</summary>
    internal abstract IReadOnlyList<string> OtherKeys { get; }

    /// <summary>The checks of real credentials and a real account, which a sandbox cannot fail.</summary>
    internal abstract IReadOnlySet<string> ChecksOfRealAccount { get; }

    /// <summary>The settings that only the hash of a machine's tag shows, as a text.</summary>
    internal abstract string HashedSettings { get; }

    /// <summary>The list price of snapshots.</summary>
    internal abstract string SnapshotPrice { get; }

    /// <summary>The name of the sandbox's state file.</summary>
    internal abstract string SandboxFile { get; }

    /// <summary>What <c>init</c> writes.</summary>
    internal abstract InitTemplate Init { get; }

    /// <summary>The user for SSH to a host.</summary>
    /// <param name="section">The provider's section.</param>
    /// <param name="environment">The environment of the host.</param>
    /// <param name="host">The host, which the section may not declare.</param>
    internal string SshUserOf(ConfigNode section, string environment, string host) =>
        SshUser.Of(section) ?? DefaultSshUser(section, environment, host);

    /// <summary>Whether the value of a variable is secret, among the variables that the provider reads.</summary>
    internal virtual bool IsSecret(string variable) => true;

    /// <summary>A tag of a change as the cloud shows it; null for one that the cloud does not have.</summary>
    internal virtual string? TagText(string tag) => tag;

    internal abstract ICloudProvider CreateProvider(ProviderContext context);

    /// <summary>The requirements of a section that the sandbox has to meet.</summary>
    /// <param name="section">The provider's section; null without a file.</param>
    internal abstract SandboxNeeds NeedsOf(ConfigNode? section);

    /// <summary>The user of a host's image.</summary>
    protected virtual string DefaultSshUser(ConfigNode section, string environment, string host) => SshUser.Default;
}
