using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>The values of hosts that have defaults: size, region and image.</summary>
internal sealed class HostDefaults(
    ValueDefaults section, IReadOnlyDictionary<string, EnvironmentSettings> environments, ConfigProblems problems)
{
    /// <summary>The defaults of a host with a role.</summary>
    public ValueDefaults Of(HostEntry host, string? role)
    {
        EnvironmentSettings environment = environments.GetValueOrDefault(host.Environment, EnvironmentSettings.None);
        ValueDefaults ofRole = role is null ? default : environment.Roles.GetValueOrDefault(role);
        return ofRole.Or(environment.Defaults).Or(section);
    }

    /// <summary>The value that applies: that of the host or the default. A host without a value, and a value that is not allowed, is
    /// reported.</summary>
    public Setting<string>? Effective(SettingKey key, HostEntry host, Declared<string> fallback, AllowList allowed)
    {
        Declared<string> own = host.Settings.Slug(key);
        allowed.Check(own, key.Name, problems);
        Declared<string> declared = own.Or(fallback);
        if (!declared.IsPresent)
        {
            problems.AddAt(
                host.Location,
                host.Settings.PathOf(key),
                $"host {Excerpt.Of(host.Name)} has no {key.Name}",
                $"set {key.Name}, or default_{key.Name} for all hosts");
        }

        return declared.Setting;
    }
}
