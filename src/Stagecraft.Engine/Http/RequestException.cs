namespace Stagecraft.Engine.Http;

/// <summary>A failed request with a message of this project, which can be shown.</summary>
internal sealed class RequestException(string message, Exception? inner = null) : IOException(message, inner);
