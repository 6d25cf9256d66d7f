using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Text;

namespace Stagecraft.Engine.Http;

/// <summary>Sends requests to the API through a chain of handlers.</summary>
internal sealed class ApiPipeline : IDisposable
{
    private readonly HttpMessageInvoker _socket;
    private readonly Retrying _first;

    /// <summary>Builds the chain, from outside in: retry, error mapping, rate governor, transport, token, socket. Retry is outside the
    /// governor, so that every attempt is metered. The transport reads the response to its end, so that an incomplete one is retried. The
    /// token is added last, so that no other handler has it.</summary>
    public ApiPipeline(
        ApiAddress address,
        string token,
        HttpMessageHandler? handler,
        RateGovernor governor,
        TimeProvider time,
        Random random,
        IProgress<InfraEvent>? progress,
        ProviderLog? log,
        Func<ReadOnlyMemory<byte>?, ErrorBody?> readError)
    {
        _socket = new HttpMessageInvoker(
            new TokenHandler(address, token, handler ?? ApiSocket.Create(address.IsLoopback)), disposeHandler: handler is null);
        HttpTransport transport = new HttpTransport(_socket, address, time);
        SafeText text = new SafeText(token, ProxySecrets.Read(ApiSocket.Variable));
        BudgetedTransport budgeted = new BudgetedTransport(
            transport, address, governor, progress, log is null ? null : new RequestLog(log, text, time));
        ApiRoute route = ApiRoute.Of(address, isSystemProxy: handler is null, ApiSocket.Variable);
        ErrorMapping mapping = new ErrorMapping(budgeted, new Failures(text, route, readError));
        _first = new Retrying(mapping, governor, time, random, progress);
    }

    /// <summary>Sends a request, with retries, and reads the response.</summary>
    /// <exception cref="CloudException">There was no successful response.</exception>
    public Task<(Dated<T> Dated, int Attempts)> SendAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken) =>
        _first.SendAsync(request, read, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
