
namespace Stagecraft.Cli.Context;

/// <summary>Where the command tells the signals what they would interrupt.</summary>
internal sealed class CurrentOperation
{
    private volatile IInterruptible? _underWay;

    /// <summary>Null before the command line was read.</summary>
    internal IInterruptible? UnderWay
    {
        get => _underWay;
        set => _underWay = value;
    }
}
