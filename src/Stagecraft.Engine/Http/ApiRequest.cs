
namespace Stagecraft.Engine.Http;

/// <summary>A request, before it knows of tokens, budgets and attempts.</summary>
internal sealed class ApiRequest
{
    public required HttpMethod Method { get; init; }

    /// <summary>Begins with a slash. Shown in events and errors, so it holds nothing secret.</summary>
    public required string Path { get; init; }

    /// <summary>Without the question mark; empty for none.</summary>
    public string Query { get; init; } = "";

    /// <summary>JSON, or null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The permissions it needs, to tell them when the API says 403.</summary>
    public required string Scope { get; init; }

    /// <summary>What of the body must not be shown, should the API repeat it in a message; null for nothing.</summary>
    public string? Secret { get; init; }

    /// <summary>What the rate limits need to know of it.</summary>
    public RequestKind Kind { get; init; }

    /// <summary>The precondition of a write. It is checked before each attempt and again when the bytes are written; false withdraws the request.</summary>
    public Func<bool>? Guard { get; init; }

    /// <summary>Whether an attempt went out that was not clearly turned away: from then on a cancelled create is an unclear one.</summary>
    public bool MayHaveTakenEffect { get; set; }

    /// <summary>Whether it is a POST that has the same effect twice as once.</summary>
    public bool IsIdempotentPost { get; init; }

    /// <summary>Whether repeating it after an unclear failure does no harm.</summary>
    public bool IsRepeatable => Method != HttpMethod.Post || IsIdempotentPost;

    /// <summary>How long an attempt may take, from when the budget let it pass.</summary>
    public TimeSpan Timeout => Method == HttpMethod.Post ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(30);
}
