namespace Stagecraft.Cli.Context;

/// <summary>The operation that a signal interrupts.</summary>
internal sealed class CurrentOperation
{
    /// <summary>Null before the command line was parsed.</summary>
    internal volatile IInterruptible? Operation;
}
