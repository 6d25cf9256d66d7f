using System.Net.Http.Headers;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>Another client with the same token that sends requests continuously, even if they are refused.</summary>
internal sealed class BusyClient : IDisposable
{
    public const int PerMinute = 200;

    private readonly IAccount _account;
    private readonly HttpMessageInvoker _socket;
    private Task _work = Task.CompletedTask;
    private bool _isOver;

    private BusyClient(IAccount account)
    {
        _account = account;
        _socket = new HttpMessageInvoker(account.NewHandler());
    }

    public static BusyClient Begin(IAccount account)
    {
        BusyClient client = new(account);
        client._work = client.SendAsync();
        return client;
    }

    public Task EndAsync()
    {
        _isOver = true;
        return _work;
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync()
    {
        while (!_isOver)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_account.Address, "/v2/account"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _account.Token);
            Task pause = Task.Delay(TimeSpan.FromMinutes(1) / PerMinute, _account.Time);
            (await _socket.SendAsync(request, CancellationToken.None)).Dispose();
            await pause;
        }
    }
}
