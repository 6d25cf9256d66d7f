using System.Diagnostics.CodeAnalysis;

namespace Stagecraft.Sandbox.Http;

/// <summary>Requests that the API executes after a delay. They are lost at exit; no client received a response to them.</summary>
internal sealed class DelayedRequests
{
    /// <summary>The delay if the fault specifies none.</summary>
    public static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(5);

    private readonly PriorityQueue<ApiRequest, (DateTimeOffset Due, int Order)> _waiting = new();
    private int _added;

    public void Enqueue(DateTimeOffset due, ApiRequest request) => _waiting.Enqueue(request, (due, _added++));

    public bool TryDequeue(DateTimeOffset now, [NotNullWhen(true)] out ApiRequest? request, out DateTimeOffset due)
    {
        bool isDue = _waiting.TryPeek(out request, out (DateTimeOffset Due, int Order) place) && place.Due <= now;
        due = place.Due;
        if (isDue)
        {
            _waiting.Dequeue();
        }

        return isDue;
    }
}
