namespace Stagecraft.Events;

/// <summary>Something that happened while a plan was made or applied. New kinds may come: ignore those you do not know.</summary>
public abstract record InfraEvent;
