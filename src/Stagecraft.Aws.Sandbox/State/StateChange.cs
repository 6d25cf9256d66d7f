namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A change of the state of an instance; it may be in the future.</summary>
internal sealed record StateChange(DateTimeOffset At, InstanceState State);
