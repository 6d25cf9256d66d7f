
namespace Stagecraft.Engine.Http;

/// <summary>A response with the value of its body.</summary>
internal sealed record ApiResponse<T> : ApiResponse
{
    /// <summary>Set if the status is a success and the body could be read.</summary>
    public T? Value { get; init; }
}
