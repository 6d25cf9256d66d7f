namespace Stagecraft.Aws.Sandbox;

/// <summary>The limit of a token bucket.</summary>
/// <param name="Bucket">The capacity; at least 1.</param>
/// <param name="Refill">The tokens added per second; not negative.</param>
public sealed record AwsThrottle(int Bucket, double Refill);
