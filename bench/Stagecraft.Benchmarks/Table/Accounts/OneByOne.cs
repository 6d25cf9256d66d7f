using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>
/// A loop over droplets, as in playbooks and scripts, or one resource per droplet: one POST per droplet, then a read by id every 5 s
/// until it is active; one read by id per droplet to find changes; one DELETE per droplet, then a read by id until the response is 404.
/// It waits when the rate limit refuses a request. It reads no keys, sizes or images.
/// </summary>
internal sealed class OneByOne(IAccount account, Fleet fleet, int atOnce) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _socket = new(account.NewHandler());
    private readonly List<long> _made = [];

    public Cost Up() => Each(fleet.All, UpAsync);

    public Cost Plan() =>
        Each(_made.ToArray(), async (socket, id, stop) => (await SendAsync(socket, HttpMethod.Get, Droplet(id), null, stop)).Dispose());

    public Cost Down() => Each(_made.ToArray(), DownAsync);

    /// <summary>What a loop that was cut short left behind.</summary>
    public void Clear()
    {
        if (_made.Count > 0)
        {
            account.Finish(async () =>
            {
                foreach (long id in _made.ToArray())
                {
                    await DownAsync(_socket, id, CancellationToken.None);
                }
            });
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task UpAsync(HttpMessageInvoker socket, FleetHost host, CancellationToken stop)
    {
        string body = $$"""
            {"name":"{{account.Environment}}-one-{{host.Name}}","region":"{{Fleet.Region}}","size":"{{host.Size}}","image":"ubuntu-22-04-x64","tags":["{{account.Environment}}-one"]}
            """;
        using HttpResponseMessage answer = await SendAsync(socket, HttpMethod.Post, "/v2/droplets", body, stop);
        (long id, string status) = await ReadAsync(answer);
        lock (_made)
        {
            _made.Add(id);
        }

        while (status != "active")
        {
            await Task.Delay(Interval, account.Time, stop);
            using HttpResponseMessage read = await SendAsync(socket, HttpMethod.Get, Droplet(id), null, stop);
            if (read.StatusCode != HttpStatusCode.NotFound)
            {
                (_, status) = await ReadAsync(read);
            }
        }
    }

    private async Task DownAsync(HttpMessageInvoker socket, long id, CancellationToken stop)
    {
        (await SendAsync(socket, HttpMethod.Delete, Droplet(id), null, stop)).Dispose();
        HttpStatusCode status;
        do
        {
            await Task.Delay(Interval, account.Time, stop);
            using HttpResponseMessage read = await SendAsync(socket, HttpMethod.Get, Droplet(id), null, stop);
            status = read.StatusCode;
        }
        while (status != HttpStatusCode.NotFound);
        lock (_made)
        {
            _made.Remove(id);
        }
    }

    private Cost Each<T>(IEnumerable<T> items, Func<HttpMessageInvoker, T, CancellationToken, Task> work) =>
        account.Run(stop => CostOf.RunAsync(account, async (counter, _) =>
        {
            using HttpMessageInvoker socket = new(counter, disposeHandler: false);
            Queue<T> left = new(items);
            int all = left.Count;
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => WorkAsync()));
            return all;

            async Task WorkAsync()
            {
                while (Next() is { } next)
                {
                    await work(socket, next.Item, stop);
                }
            }

            Picked<T>? Next()
            {
                lock (left)
                {
                    return left.TryDequeue(out T? item) ? new(item) : null;
                }
            }
        }));

    private async Task<HttpResponseMessage> SendAsync(
        HttpMessageInvoker socket, HttpMethod method, string path, string? body, CancellationToken stop)
    {
        while (true)
        {
            using HttpRequestMessage request = new(method, new Uri(account.Address, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.Token);
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            HttpResponseMessage answer = await socket.SendAsync(request, stop);
            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound)
            {
                return answer;
            }

            using (answer)
            {
                if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                {
                    throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode}");
                }

                await Task.Delay(WaitOf(answer), account.Time, stop);
            }
        }
    }

    /// <summary>The minute's refusal says how long to wait, the hour's says until when.</summary>
    private TimeSpan WaitOf(HttpResponseMessage refusal)
    {
        if (refusal.Headers.RetryAfter?.Delta is { } delta)
        {
            return delta;
        }

        string? reset = refusal.Headers.TryGetValues("ratelimit-reset", out IEnumerable<string>? values) ? values.First() : null;
        TimeSpan wait = long.TryParse(reset, NumberStyles.None, CultureInfo.InvariantCulture, out long second)
            ? DateTimeOffset.FromUnixTimeSeconds(second) - account.Time.GetUtcNow()
            : TimeSpan.Zero;
        return wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait;
    }

    private static async Task<(long Id, string Status)> ReadAsync(HttpResponseMessage answer)
    {
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        JsonElement droplet = json.RootElement.GetProperty("droplet");
        return (droplet.GetProperty("id").GetInt64(), droplet.GetProperty("status").GetString()!);
    }

    private static string Droplet(long id) => string.Create(CultureInfo.InvariantCulture, $"/v2/droplets/{id}");

    private sealed record Picked<T>(T Item);
}
