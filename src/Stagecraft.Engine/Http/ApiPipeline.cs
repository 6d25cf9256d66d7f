using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Text;
using Stagecraft.Events;

namespace Stagecraft.Engine.Http;

/// <summary>The way of a request to the API and back.</summary>
internal sealed class ApiPipeline : IDisposable
{
    private readonly HttpMessageInvoker _socket;
    private readonly Retrying _first;

    /// <summary>Builds the chain. From outside in: retry, error mapping, rate governor, transport, token, socket. Retry is outside the
    /// governor, so every attempt is metered; the transport reads the answer to its end, so a half one is tried again; the token is added
    /// last, so nothing on the way holds it.</summary>
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
        _socket = new HttpMessageInvoker(new TokenHandler(address, token, handler ?? ApiSocket.Create(address.IsLoopback)), disposeHandler: handler is null);
        HttpTransport transport = new HttpTransport(_socket, address, time);
        SafeText text = new SafeText(token);
        BudgetedTransport budgeted = new BudgetedTransport(transport, address, governor, progress, log is null ? null : new RequestLog(log, text, time));
        ErrorMapping mapping = new ErrorMapping(budgeted, new Failures(text, readError));
        _first = new Retrying(mapping, governor, time, random, progress);
    }

    /// <summary>Sends a request and reads its answer, with every attempt that takes.</summary>
    /// <exception cref="CloudException">There was no good answer.</exception>
    public Task<(Dated<T> Dated, int Attempts)> SendAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken) =>
        _first.SendAsync(request, read, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
