
namespace Stagecraft.Engine.Http;

/// <summary>The total time during which at least one request was delayed.</summary>
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

    /// <summary>Sets whether a request is delayed from now on.</summary>
    public void Set(TimeSpan now, bool isHeld)
    {
        Total(now);
        _isHeld = isHeld;
    }

    /// <summary>A refused request waits until this time.</summary>
    public void RefusedUntil(TimeSpan now, TimeSpan until)
    {
        Total(now);
        _refusedUntil = until > _refusedUntil ? until : _refusedUntil;
    }
}
