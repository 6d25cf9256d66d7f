
namespace Stagecraft.Engine.Http;

/// <summary>Adds up the time during which anything was held back; several at a time count once.</summary>
internal sealed class ThrottledTime
{
    private TimeSpan _total;
    private TimeSpan _countedTo;
    private TimeSpan _refusedUntil;
    private bool _isHeld;

    public TimeSpan Total(TimeSpan now)
    {
        TimeSpan heldTo = _isHeld || now < _refusedUntil ? now : _refusedUntil;
        if (heldTo > _countedTo)
        {
            _total += heldTo - _countedTo;
        }

        _countedTo = now;
        return _total;
    }

    /// <summary>Whether something is held back from now on.</summary>
    public void Set(TimeSpan now, bool isHeld)
    {
        Total(now);
        _isHeld = isHeld;
    }

    /// <summary>A refused request waits until then, wherever it waits.</summary>
    public void RefusedUntil(TimeSpan now, TimeSpan until)
    {
        Total(now);
        if (until > _refusedUntil)
        {
            _refusedUntil = until;
        }
    }
}
