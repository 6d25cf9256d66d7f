
namespace Stagecraft.Engine.Http;

/// <summary>An answer with what its body means.</summary>
internal sealed record ApiResponse<T> : ApiResponse
{
    /// <summary>Set where the status is a success and the body could be read.</summary>
    public T? Value { get; init; }
}
