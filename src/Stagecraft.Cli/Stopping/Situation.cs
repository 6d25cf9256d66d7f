namespace Stagecraft.Cli.Stopping;

/// <summary>Where the command tells the signals what they would interrupt.</summary>
internal sealed class Situation
{
    private volatile IUnderWay? _underWay;

    /// <summary>Null before the command line was read.</summary>
    internal IUnderWay? UnderWay
    {
        get => _underWay;
        set => _underWay = value;
    }
}
