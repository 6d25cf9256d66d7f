namespace Stagecraft.Engine.Http;

/// <summary>Permits a write to be sent once, and only while its precondition holds. A handler of the program that repeats a request cannot
/// repeat a write.</summary>
internal sealed class SendOnce(Func<bool>? precondition)
{
    /// <summary>The option of a request that contains it, also in a copy of the request.</summary>
    public static readonly HttpRequestOptionsKey<SendOnce> Key = new("Stagecraft.SendOnce");

    private int _used;

    /// <summary>Whether the precondition did not hold, so that nothing was sent.</summary>
    public bool IsWithdrawn { get; private set; }

    /// <exception cref="RequestException">It was used before, or the precondition does not hold.</exception>
    public void Use()
    {
        if (Interlocked.Exchange(ref _used, 1) != 0)
        {
            throw new RequestException("a write is sent once: a handler of the HTTP client tried to send it again");
        }

        if (precondition?.Invoke() == false)
        {
            IsWithdrawn = true;
            throw new RequestException("the precondition of the write no longer holds");
        }
    }
}
