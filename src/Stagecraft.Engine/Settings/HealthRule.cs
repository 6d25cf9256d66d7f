using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads <c>wait</c> and <c>health</c> of a host.</summary>
internal static class HealthRule
{
    public static (HostWait Wait, HostHealth Health) Read(SectionReader host, ConfigProblems problems)
    {
        string? wait = host.Choice(SharedHostKeys.Wait);
        if (host.Section(SharedHostKeys.Health) is not { } reader)
        {
            return (HostWaitWords.Read(wait), HostHealth.Default);
        }

        if (wait is not (null or HostWaitWords.Http))
        {
            problems.AddAt(
                host.LocationOf(SharedHostKeys.Health),
                host.PathOf(SharedHostKeys.Health),
                $"health requires wait: {HostWaitWords.Http}, but wait is {wait}",
                $"remove health, or set wait: {HostWaitWords.Http}");
        }

        HostHealth health = new()
        {
            Port = reader.Integer(HealthKeys.Port).Setting?.Value ?? HostHealth.Default.Port,
            Path = Valid(reader, HealthKeys.Path, HostHealth.IsPath, problems) ?? HostHealth.Default.Path,
            Status = reader.Integer(HealthKeys.Status).Setting?.Value,
            Host = Valid(reader, HealthKeys.Host, HostHealth.IsHost, problems),
        };
        return (HostWaitWords.Read(wait), health);
    }

    private static string? Valid(SectionReader reader, SettingKey key, Func<string?, bool> isValid, ConfigProblems problems)
    {
        if (reader.Slug(key).Setting is not { } text)
        {
            return null;
        }

        if (isValid(text.Value))
        {
            return text.Value;
        }

        problems.AddAt(text.Location, text.Path, $"{key.Name} is {Excerpt.Of(text.Value)}, which is not a valid {key.Name}", key.Advice);
        return null;
    }
}
