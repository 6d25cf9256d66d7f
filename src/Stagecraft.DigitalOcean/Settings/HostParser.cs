using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads one host.</summary>
internal sealed class HostParser(HostDefaults defaults, UserDataRule userData, ConfigProblems problems)
{
    /// <summary>A tag is made of it.</summary>
    public const int MaxRole = TagRule.MaxLength - 16; // stagecraft-role-

    /// <param name="host">The host's key and value.</param>
    /// <param name="dropletName">The droplet's name, or null where it is wrong.</param>
    /// <returns>The host, or null where something is wrong with it.</returns>
    public HostSettings? Parse(ConfigEntry host, string? dropletName)
    {
        if (host.Value is not ConfigMapping mapping)
        {
            problems.Add(host.Value, $"host {Excerpt.Of(host.Key)} must be a mapping, not {host.Value.Kind}", "Give it at least a role.");
            return null;
        }

        SectionReader reader = new SectionReader(mapping, problems);
        reader.RefuseUnknownKeys(HostKeys.Names);
        string? role = Role(host, reader);
        Setting<string>? size = Effective(HostKeys.Size, host, reader, defaults.Size, defaults.Sizes);
        Setting<string>? region = Effective(HostKeys.Region, host, reader, defaults.Region, defaults.Regions);
        Declared<string> image = reader.Slug(HostKeys.Image).Or(defaults.Image);
        IReadOnlyList<string> tags = TagRule.Check(reader.Node(HostKeys.Tags), problems);
        UserData? data = userData.Read(reader);
        bool monitoring = reader.Flag(HostKeys.Monitoring);
        bool backups = reader.Flag(HostKeys.Backups);
        bool ipv6 = reader.Flag(HostKeys.Ipv6);
        string? vpc = Vpc(reader);
        HostWait wait = HostWaitWords.Read(reader.Choice(HostKeys.Wait));
        bool isProtected = reader.Flag(HostKeys.Protected);
        if (dropletName is null || role is null || size is null || region is null)
        {
            return null;
        }

        Setting<string> effectiveImage = image.Setting ?? new(DigitalOceanSettings.ImageByDefault, host.KeyLocation, mapping.Path);
        return new HostSettings
        {
            Name = host.Key,
            MachineName = dropletName,
            Role = role,
            Size = size.Value,
            SizeSetting = size,
            Region = region.Value,
            RegionSetting = region,
            Image = effectiveImage.Value,
            ImageSetting = effectiveImage,
            Tags = tags,
            UserData = data,
            Monitoring = monitoring,
            Backups = backups,
            Ipv6 = ipv6,
            VpcUuid = vpc,
            Wait = wait,
            IsProtected = isProtected,
            Location = host.KeyLocation,
            Path = mapping.Path,
        };
    }

    private string? Role(ConfigEntry host, SectionReader reader)
    {
        Declared<string> declared = reader.Text(HostKeys.Role);
        if (!declared.IsThere)
        {
            problems.AddAt(host.KeyLocation, reader.PathOf(HostKeys.Role), $"role of host {Excerpt.Of(host.Key)} is required");
        }

        if (declared.Setting is not { } role)
        {
            return null;
        }

        if (!NameRule.IsValid(role.Value))
        {
            problems.AddAt(role.Location, role.Path, $"role {Excerpt.Of(role.Value)} is not a valid name", NameRule.Hint);
            return null;
        }

        if (role.Value.Length > MaxRole)
        {
            problems.AddAt(role.Location, role.Path, $"role is {role.Value.Length} characters long: at most {MaxRole} are allowed");
            return null;
        }

        return role.Value;
    }

    private Setting<string>? Effective(SettingKey key, ConfigEntry host, SectionReader reader, Declared<string> fallback, AllowList allowed)
    {
        Declared<string> own = reader.Slug(key);
        allowed.Check(own, key.Name, problems);
        Declared<string> declared = own.Or(fallback);
        if (!declared.IsThere)
        {
            problems.AddAt(
                host.KeyLocation,
                reader.PathOf(key),
                $"host {Excerpt.Of(host.Key)} has no {key.Name}",
                $"Give it a {key.Name}, or give default_{key.Name} for all hosts.");
        }

        return declared.Setting;
    }

    private string? Vpc(SectionReader reader)
    {
        if (reader.Text(HostKeys.VpcUuid).Setting is not { } text)
        {
            return null;
        }

        if (!Guid.TryParseExact(text.Value, "D", out Guid uuid))
        {
            problems.AddAt(text.Location, text.Path, $"vpc_uuid {Excerpt.Of(text.Value)} is not a UUID",
                "It reads like 5a4981aa-9653-4bd1-bef5-d6bff52042e4.");
        }

        return uuid.ToString("D");
    }
}
