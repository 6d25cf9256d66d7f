namespace Stagecraft.Engine.Http;

/// <summary>What differs between APIs: how an attempt is authorized, and what an error means.</summary>
internal interface IApiProtocol
{
    /// <summary>The secrets that no message may contain, longest first. Each enumeration returns the current ones.</summary>
    IEnumerable<string> Secrets { get; }

    /// <summary>Returns the handler that authorizes each attempt, for requests to the address only.</summary>
    DelegatingHandler Authorize(ApiAddress address, HttpMessageHandler inner);

    /// <summary>The error of the API in a body; null if the body is anything else, for example the page of a gateway.</summary>
    ErrorBody? ReadError(ReadOnlyMemory<byte>? body);

    /// <summary>The meaning of an error response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="id">The id of the error; null if the response is not from the API.</param>
    /// <param name="serverTime">The time of the response by the clock of the API; null if it is unknown.</param>
    ErrorMeaning MeaningOf(ApiRequest request, int status, string? id, DateTimeOffset? serverTime);
}
