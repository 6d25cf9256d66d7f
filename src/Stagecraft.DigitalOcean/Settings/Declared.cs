namespace Stagecraft.DigitalOcean.Settings;

/// <summary>What the file says for a key.</summary>
/// <param name="IsThere">Whether the key is there, right, wrong or misspelt. What is there and wrong has been reported, so that nothing
/// more is to be said about it.</param>
/// <param name="Setting">The value, or null where it is absent or wrong.</param>
internal readonly record struct Declared<T>(bool IsThere, Setting<T>? Setting)
{
    /// <summary>This, where the key is there (even if wrong), otherwise the fallback.</summary>
    public Declared<T> Or(Declared<T> fallback) => IsThere ? this : fallback;
}
