namespace Stagecraft.DigitalOcean.Settings;

/// <summary>What the section says for all hosts.</summary>
internal sealed record HostDefaults(
    Declared<string> Region,
    Declared<string> Size,
    Declared<string> Image,
    AllowList Regions,
    AllowList Sizes);
