namespace Stagecraft.Sandbox.Faults;

/// <summary>An API with fault rules.</summary>
internal interface IFaultHost
{
    /// <summary>Reads the rules and their hits between two requests.</summary>
    T Read<T>(Func<FaultInjector, T> read);

    /// <summary>Replaces the rules between two requests.</summary>
    /// <exception cref="ArgumentException">A value is out of range; nothing is changed.</exception>
    void Change(Func<IReadOnlyList<SandboxFault>, IReadOnlyList<SandboxFault>> change);
}
