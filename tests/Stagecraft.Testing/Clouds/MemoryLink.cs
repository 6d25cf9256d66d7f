using Stagecraft.Engine.Clouds;

namespace Stagecraft.Testing.Clouds;

/// <summary>The network between a driver and a cloud in memory: without latency and faults unless a derived class adds them.</summary>
public class MemoryLink
{
    /// <summary>The fault of the next request.</summary>
    public virtual MemoryFault Choose(MemoryRequest request) => MemoryFault.None;

    /// <summary>The request is on its way to the cloud.</summary>
    public virtual Task SendAsync(MemoryRequest request) => Task.CompletedTask;

    /// <summary>A write has reached the cloud.</summary>
    /// <param name="request">The write.</param>
    /// <param name="made">The machines that a create made.</param>
    /// <param name="fault">The fault of the write.</param>
    /// <param name="late">How much later it takes effect; null if it already has, or never will.</param>
    public virtual void Acted(MemoryRequest request, IReadOnlyList<MemoryMachine> made, MemoryFault fault, TimeSpan? late)
    {
    }

    /// <summary>The cloud recognized a create by its token, and returns the machines of the first one.</summary>
    public virtual void Recognized(IReadOnlyList<MemoryMachine> known)
    {
    }

    /// <summary>The cloud deleted a machine by itself.</summary>
    public virtual void Vanished(MemoryMachine machine)
    {
    }

    /// <summary>The response is on its way to the driver.</summary>
    public virtual Task ReturnAsync(MemoryRequest request, IReadOnlyList<Machine> shown, MemoryFault fault) => Task.CompletedTask;

    /// <summary>How long a fault delays something.</summary>
    public virtual TimeSpan Delay(MemoryFault fault, TimeSpan most) => most / 2;
}
