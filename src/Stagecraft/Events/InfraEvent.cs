namespace Stagecraft.Events;

/// <summary>An event of planning or applying. Later versions may add types; ignore the types that you do not know.</summary>
public abstract record InfraEvent;
