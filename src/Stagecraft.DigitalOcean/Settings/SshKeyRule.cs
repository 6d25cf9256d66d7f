namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads <c>ssh_key_name</c> or <c>ssh_keys</c>.</summary>
internal static class SshKeyRule
{
    /// <summary>The keys; empty if a problem was reported.</summary>
    public static IReadOnlyList<Setting<string>> Read(SectionReader section)
    {
        bool isEmpty = section.Node(SectionKeys.SshKeyName).Setting?.Value is ConfigScalar { Value: null or "" };
        Declared<string> one = isEmpty ? default : section.Text(SectionKeys.SshKeyName);
        Declared<IReadOnlyList<Setting<string>>> several = section.Texts(SectionKeys.SshKeys);
        if (one.IsPresent && several.IsPresent)
        {
            section.ReportBoth(SectionKeys.SshKeyName, SectionKeys.SshKeys);
        }
        else if (!one.IsPresent && !several.IsPresent)
        {
            section.ReportMissing(
                SectionKeys.SshKeyName, "name an SSH key of the account, or several: ssh_keys: [NAME, NAME]");
        }

        return one.Setting is { } key ? [key] : several.Setting?.Value ?? [];
    }

    /// <summary>The keys that a section names, not validated.</summary>
    public static IReadOnlyList<Setting<string>> Named(ConfigNode section)
    {
        ConfigNode? one = (section as ConfigMapping)?.Find(SectionKeys.SshKeyName.Name);
        ConfigNode? several = (section as ConfigMapping)?.Find(SectionKeys.SshKeys.Name);
        return
        [
            .. ((several as ConfigSequence)?.Items ?? []).Prepend(one).OfType<ConfigScalar>()
                .Where(s => s.Value is { Length: > 0 })
                .Select(s => new Setting<string>(s.Value!, s.Location, s.Path)),
        ];
    }
}
