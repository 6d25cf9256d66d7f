namespace Stagecraft.Config;

/// <summary>What a config states for a key.</summary>
/// <param name="IsPresent">Whether the key is present: valid, invalid or misspelled. An invalid value has been reported.</param>
/// <param name="Setting">The value; null if it is absent or invalid.</param>
public readonly record struct Declared<T>(bool IsPresent, Setting<T>? Setting)
{
    /// <summary>This, if the key is present, even if it is invalid; otherwise the fallback.</summary>
    /// <param name="fallback">The declaration of a default.</param>
    public Declared<T> Or(Declared<T> fallback) => IsPresent ? this : fallback;
}
