
namespace Stagecraft.Engine.Http;

/// <summary>What may be sent once: whoever comes first, and nobody after. A handler of somebody else's that repeats a create must not make a second
/// droplet; that its repetition fails is for the engine an unclear answer, which it settles by looking.</summary>
internal sealed class SendOnce
{
    /// <summary>Where a request carries it, also in a copy that a handler makes.</summary>
    public static readonly HttpRequestOptionsKey<SendOnce> Key = new("Stagecraft.DigitalOcean.SendOnce");

    private int _used;

    /// <exception cref="IOException">It was used before.</exception>
    public void Use()
    {
        if (Interlocked.Exchange(ref _used, 1) != 0)
        {
            throw new IOException("a create is sent once: a handler of the HTTP client tried to send it again");
        }
    }
}
