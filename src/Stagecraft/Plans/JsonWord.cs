namespace Stagecraft.Plans;

/// <summary>The words for the values of an enum in plans and events, for example <c>undeclared</c>. Stable: words are added, never
/// changed.</summary>
public static class JsonWord
{
    /// <summary>The word for a value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value.ToString().ToLowerInvariant() : throw new ArgumentOutOfRangeException(nameof(value));
}
