using System.Net.Sockets;

namespace Stagecraft.Engine.Http;

/// <summary>Connects to the API or to a proxy. If a proxy closes the connection without a response, the HTTP stack sends CONNECT up to 16
/// times for one request, without a delay. Here the second time fails, so that the request is retried with the delays of
/// <see cref="RetryPlan"/>.</summary>
internal static class ApiConnection
{
    private static readonly HttpRequestOptionsKey<TunnelStream> LastKey = new("Stagecraft.Tunnel");

    /// <exception cref="HttpIOException">The proxy closed the previous connection of the same CONNECT request.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        HttpRequestMessage request = context.InitialRequestMessage;
        bool isTunnel = request.Method == HttpMethod.Connect;
        if (isTunnel && request.Options.TryGetValue(LastKey, out TunnelStream? last) && last.IsClosedWithoutResponse)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded);
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (!isTunnel)
        {
            return new NetworkStream(socket, ownsSocket: true);
        }

        TunnelStream stream = new(socket);
        request.Options.Set(LastKey, stream);
        return stream;
    }

    private sealed class TunnelStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
    {
        private bool _hasReceived;
        private bool _isClosed;

        public bool IsClosedWithoutResponse => _isClosed && !_hasReceived;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _hasReceived |= read > 0;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            _isClosed = true;
            base.Dispose(disposing);
        }
    }
}
