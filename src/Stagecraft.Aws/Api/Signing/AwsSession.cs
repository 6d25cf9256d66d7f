namespace Stagecraft.Aws.Api.Signing;

/// <summary>The current keys and the corrected clock of an account. All regions and services share it.</summary>
internal sealed class AwsSession(IAwsCredentials credentials, TimeProvider time)
{
    // AWS accepts a signature for 15 minutes; smaller differences do not matter.
    private static readonly TimeSpan SmallestCorrection = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private AwsKeys? _keys;
    private string? _account;
    private TaskCompletionSource<AwsKeys>? _reading;
    private TimeSpan _correction;
    private bool _isExpired;

    /// <summary>The secrets of all keys that were read, longest first. They are not removed: an error can repeat earlier ones.</summary>
    public IEnumerable<string> Secrets
    {
        get
        {
            lock (_gate)
            {
                return [.. _secrets.OrderByDescending(s => s.Length)];
            }
        }
    }

    /// <summary>The account of the keys, after it was verified to be the declared one; null before.</summary>
    public string? Account
    {
        get => Volatile.Read(ref _account);
        set => Volatile.Write(ref _account, value);
    }

    /// <summary>The time by the clock of AWS, as far as it is known.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + _correction;

    /// <summary>The current keys. They are read again five minutes before they expire; until then, a failure to read them is
    /// ignored.</summary>
    /// <exception cref="CloudException">There are none.</exception>
    public async ValueTask<AwsKeys> KeysAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<AwsKeys> reading;
        AwsKeys? keys;
        bool isFirst;
        lock (_gate)
        {
            keys = _keys;
            if (keys is not null && !_isExpired && !(keys.ExpiresAt - Now <= RefreshBefore))
            {
                return keys;
            }

            isFirst = _reading is null;
            reading = _reading ??= new TaskCompletionSource<AwsKeys>();
        }

        if (isFirst)
        {
            await ReadAsync(reading).ConfigureAwait(false);
        }

        try
        {
            return await reading.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException) when (keys is not null && keys.ExpiresAt > Now)
        {
            return keys;
        }
    }

    /// <summary>A signature was refused as expired: corrects the clock, and reads the keys again before the next one.</summary>
    /// <param name="serverTime">The time by the clock of AWS; null if the response does not have it.</param>
    /// <returns>Whether the clock was corrected.</returns>
    public bool Expired(DateTimeOffset? serverTime)
    {
        lock (_gate)
        {
            _isExpired = true;
            if (serverTime is not { } there || (there - Now).Duration() < SmallestCorrection)
            {
                return false;
            }

            _correction = there - time.GetUtcNow();
            return true;
        }
    }

    // Continuations run synchronously, so that a simulation stays on one thread.
    private async Task ReadAsync(TaskCompletionSource<AwsKeys> reading)
    {
        try
        {
            AwsKeys keys = await credentials.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            lock (_gate)
            {
                (_keys, _isExpired, _reading) = (keys, false, null);
                _secrets.UnionWith(new[] { keys.SecretKey, keys.SessionToken }.OfType<string>());
            }

            reading.SetResult(keys);
        }
        catch (CloudException e)
        {
            lock (_gate)
            {
                _reading = null;
            }

            reading.SetException(e);
        }
    }
}
