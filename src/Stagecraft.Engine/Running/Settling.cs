using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>Prevents a run from ending before its last create is as old as the settle window and a complete read has followed (spec
/// 7.2).</summary>
internal sealed class Settling(CloudFacts facts, EngineTimeouts timing)
{
    private TimeSpan? _lastCreate;
    private TimeSpan? _lastCompleteRead;
    private TimeSpan _giveUpAt;

    /// <summary>Whether a create was accepted, or may have been.</summary>
    public bool HasCreated => _lastCreate is not null;

    public bool IsOver => Due is not { } due || _lastCompleteRead >= due;

    /// <summary>When the final read is due; null if no create was sent.</summary>
    public TimeSpan? Due => facts.RepeatedCreate == RepeatedCreate.MayDuplicate ? _lastCreate + timing.SettleWindow : null;

    /// <summary>Whether the next complete read is the final read.</summary>
    public bool IsReadDue(EngineTime now) => !IsOver && now.Elapsed >= Due;

    /// <summary>Whether the final read has failed for too long.</summary>
    public bool IsExpired(EngineTime now) => !IsOver && now.Worked >= _giveUpAt;

    public void Created(EngineTime now)
    {
        _lastCreate = now.Elapsed;
        _lastCompleteRead = null;
        _giveUpAt = now.Worked + timing.SettleWindow + timing.CreateTimeout;
    }

    public void Observe(Observation observation)
    {
        if (observation.IsComplete)
        {
            _lastCompleteRead = observation.StartedAt;
        }
    }

    public void GiveUp() => _lastCompleteRead = TimeSpan.MaxValue;
}
