namespace Stagecraft.Events;

/// <summary>The create request of a host got no definitive response. The run checks whether the machine exists and repeats the request only
/// if the first one provably had no effect.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Message">The reason, for example a timeout.</param>
public sealed record HostCreateIndeterminate(string? Name, string MachineName, string Message) : HostEvent(Name, MachineName, null);
