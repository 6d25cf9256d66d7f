using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Defaults of hosts, each present or not.</summary>
internal readonly record struct ValueDefaults(Declared<string> Region, Declared<string> Size, Declared<string> Image)
{
    /// <summary>These, with the fallback for each that is absent.</summary>
    public ValueDefaults Or(ValueDefaults fallback) =>
        new(Region.Or(fallback.Region), Size.Or(fallback.Size), Image.Or(fallback.Image));
}
