namespace Stagecraft.Plans;

/// <summary>The id that a cloud gives a resource, as text: <c>3164494</c> or <c>i-0abc1234def567890</c>.</summary>
/// <remarks>Ids are equal if their texts are equal. Shorter ids sort first, ids of equal length sort ordinally, so that numeric ids sort by
/// number.</remarks>
public readonly record struct ResourceId : IComparable<ResourceId>
{
    private readonly string? _value;

    /// <summary>Creates an id.</summary>
    /// <param name="value">The text that the cloud uses.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty or whitespace.</exception>
    public ResourceId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>The text; empty for the default value, which no resource has.</summary>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public int CompareTo(ResourceId other) =>
        Value.Length != other.Value.Length ? Value.Length.CompareTo(other.Value.Length) : string.CompareOrdinal(Value, other.Value);

    /// <summary>The text.</summary>
    public override string ToString() => Value;

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(ResourceId left, ResourceId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/> or equals it.</summary>
    public static bool operator <=(ResourceId left, ResourceId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(ResourceId left, ResourceId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/> or equals it.</summary>
    public static bool operator >=(ResourceId left, ResourceId right) => left.CompareTo(right) >= 0;
}
