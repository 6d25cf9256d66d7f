namespace Stagecraft.Aws.Sandbox.State;

/// <summary>The modifiable properties of a volume.</summary>
internal sealed record VolumeShape(int Gigabytes, string Type, int? Iops, int? Throughput);
