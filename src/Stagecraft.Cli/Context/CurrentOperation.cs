namespace Stagecraft.Cli.Context;

/// <summary>The operation that a signal interrupts.</summary>
internal sealed class CurrentOperation
{
    private volatile IInterruptible? _operation;

    /// <summary>Null before the command line was parsed.</summary>
    internal IInterruptible? Operation
    {
        get => _operation;
        set => _operation = value;
    }
}
