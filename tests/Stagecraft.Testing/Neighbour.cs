namespace Stagecraft.Testing;

/// <summary>Another client with our token, which asks steadily and does not mind refusals.</summary>
public sealed class Neighbour(World world) : IDisposable
{
    private readonly HttpMessageInvoker _client = new(world.Cloud.CreateHandler());
    private ITimer? _timer;

    /// <summary>How many of its requests were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Asks from now on.</summary>
    public void Begin(int aMinute)
    {
        TimeSpan every = TimeSpan.FromMinutes(1) / aMinute;
        _timer = world.Time.CreateTimer(_ => Ask(), null, every, every);
    }

    /// <summary>Asks so often, at 240 a minute, and then no more.</summary>
    public void Use(int requests) => world.Time.Run(async () =>
    {
        for (int i = 0; i < requests; i++)
        {
            Ask();
            await Task.Delay(TimeSpan.FromSeconds(0.25), world.Time);
        }
    });

    public void Dispose()
    {
        _timer?.Dispose();
        _client.Dispose();
    }

    private void Ask()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "https://api.digitalocean.com/v2/account");
        request.Headers.Authorization = new("Bearer", World.Token);
        using HttpResponseMessage answer = _client.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        Refused += (int)answer.StatusCode == 429 ? 1 : 0;
    }
}
