namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>The limit of a token bucket.</summary>
/// <param name="Bucket">The capacity.</param>
/// <param name="Refill">The tokens added per second.</param>
internal sealed record ThrottleLimit(int Bucket, double Refill)
{
    public static ThrottleLimit Read { get; } = new(100, 20);

    public static ThrottleLimit UnfilteredRead { get; } = new(50, 10);

    public static ThrottleLimit Write { get; } = new(50, 5);

    public static ThrottleLimit Tagging { get; } = new(100, 10);
}
