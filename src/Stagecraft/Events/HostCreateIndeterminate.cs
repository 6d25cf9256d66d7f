namespace Stagecraft.Events;

/// <summary>The create of a host got no clear answer: it may have been carried out. It is looked for, and sent again only when it
/// provably was not.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Message">What came instead of an answer.</param>
public sealed record HostCreateIndeterminate(string? Name, string MachineName, string Message) : HostEvent(Name, MachineName);
