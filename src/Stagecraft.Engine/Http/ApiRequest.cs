namespace Stagecraft.Engine.Http;

/// <summary>A request to the API, without token and independent of attempts.</summary>
internal sealed class ApiRequest
{
    /// <summary>The option of an HTTP request that contains it.</summary>
    public static readonly HttpRequestOptionsKey<ApiRequest> Key = new("Stagecraft.Request");

    public required HttpMethod Method { get; init; }

    /// <summary>Whether it only reads. Such a request is repeated after any failure, and may be canceled in flight.</summary>
    public bool IsRead { get; init; }

    /// <summary>Begins with a slash. Events and errors show it, so it contains no secret.</summary>
    public required string Path { get; init; }

    /// <summary>Without the question mark; empty for none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The name of the operation, which events and errors show instead of the path; null if the path names it.</summary>
    public string? Operation { get; init; }

    /// <summary>The operation, or the path.</summary>
    public string Target => Operation ?? Path;

    /// <summary>The body, or null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The media type of the body. Default: JSON.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Headers that the operation requires. Default: none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The required permissions, for the message of a 403 response.</summary>
    public required string Scope { get; init; }

    /// <summary>The part of the body that no message may contain, even if the API repeats it; null for none.</summary>
    public string? Secret { get; init; }

    /// <summary>The properties that matter for the rate limits.</summary>
    public RequestKind Kind { get; init; }

    /// <summary>Whether the request is given up if the limit of such requests delays it.</summary>
    public bool IsGivenUpIfDelayed { get; init; }

    /// <summary>The precondition of a write. It is checked before each attempt and again when the bytes are written; false withdraws the
    /// request.</summary>
    public Func<bool>? Guard { get; init; }

    /// <summary>Whether an attempt was sent that was not clearly refused. From then on, a canceled create is unclear.</summary>
    public bool MayHaveTakenEffect { get; set; }

    /// <summary>Whether the authorization of an attempt was refused as expired and has been renewed. It is renewed once.</summary>
    public bool IsReauthorized { get; set; }

    /// <summary>Whether it is an idempotent POST.</summary>
    public bool IsIdempotentPost { get; init; }

    /// <summary>Whether it can be repeated after an unclear failure.</summary>
    public bool IsRepeatable => IsRead || Method != HttpMethod.Post || IsIdempotentPost;

    /// <summary>The timeout of one attempt, without the wait for the budget.</summary>
    public TimeSpan Timeout => Method == HttpMethod.Post && !IsRead ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(30);
}
