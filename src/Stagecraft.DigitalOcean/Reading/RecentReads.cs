using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Planning;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>What a plan read, for the apply that follows it at once: a look serves for 5 s, a key for five minutes.</summary>
internal sealed class RecentReads(TimeProvider time)
{
    private static readonly TimeSpan LookStaysFresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeyStaysKnown = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private (string Config, AccountSnapshot Look)? _look;
    private (string Name, SshKey Key, long ReadAt)? _key;

    public void Keep(DesiredState desired, AccountSnapshot look, SshKey? key)
    {
        lock (_lock)
        {
            _look = (Fingerprints.OfConfig(desired), look);
            if (key is not null)
            {
                _key = (desired.SshKeyName!, key, time.GetTimestamp());
            }
        }
    }

    /// <summary>The look of the same config's plan, while it is fresh.</summary>
    public AccountSnapshot? Look(DesiredState desired)
    {
        lock (_lock)
        {
            return _look is { } kept && kept.Config == Fingerprints.OfConfig(desired) && time.GetElapsedTime(kept.Look.SentAt) + ClockDrift.Slept(kept.Look.Drift, ClockDrift.Of(time)) < LookStaysFresh
                ? kept.Look
                : null;
        }
    }

    public SshKey? Key(string name)
    {
        lock (_lock)
        {
            return _key is { } kept && kept.Name == name && time.GetElapsedTime(kept.ReadAt) < KeyStaysKnown ? kept.Key : null;
        }
    }

    /// <summary>The account was changed: the look is of the past.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _look = null;
        }
    }
}
