namespace Stagecraft.Benchmarks;

/// <summary>Which page of a list.</summary>
public enum Place
{
    /// <summary>The first.</summary>
    First,

    /// <summary>That which is farthest from both ends.</summary>
    Middle,

    /// <summary>The last, which may be short.</summary>
    Last,
}
