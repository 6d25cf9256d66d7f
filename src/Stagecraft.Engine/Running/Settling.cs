using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>Keeps a run from ending before its youngest create is as old as the settle window and one complete look was made since (spec 7.2).</summary>
internal sealed class Settling(CloudFacts facts, EngineTimeouts timing)
{
    private TimeSpan? _youngestCreate;
    private TimeSpan? _lastCompleteLook;
    private TimeSpan _giveUpAt;

    /// <summary>Whether a create was sent, or may have been carried out.</summary>
    public bool HasCreated => _youngestCreate is not null;

    public bool IsOver => Due is not { } due || _lastCompleteLook >= due;

    /// <summary>From when on a complete look counts as the last; null while nothing was created.</summary>
    public TimeSpan? Due => facts.RepeatedCreate == RepeatedCreate.MayDuplicate ? _youngestCreate + timing.SettleWindow : null;

    /// <summary>Whether the next complete look is the one that the run waits for.</summary>
    public bool IsReadDue(EngineTime now) => !IsOver && now.Elapsed >= Due;

    /// <summary>Whether the look was tried for so long that it is not to be had.</summary>
    public bool IsHopeless(EngineTime now) => !IsOver && now.Worked >= _giveUpAt;

    public void Created(EngineTime now)
    {
        _youngestCreate = now.Elapsed;
        _lastCompleteLook = null;
        _giveUpAt = now.Worked + timing.SettleWindow + timing.CreateTimeout;
    }

    public void Observe(Observation sight)
    {
        if (sight.IsComplete)
        {
            _lastCompleteLook = sight.StartedAt;
        }
    }

    public void GiveUp() => _lastCompleteLook = TimeSpan.MaxValue;
}
