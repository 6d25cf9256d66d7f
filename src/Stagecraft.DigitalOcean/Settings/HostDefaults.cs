namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The defaults and allow-lists of all hosts.</summary>
internal sealed record HostDefaults(
    Declared<string> Region,
    Declared<string> Size,
    Declared<string> Image,
    AllowList Regions,
    AllowList Sizes);
