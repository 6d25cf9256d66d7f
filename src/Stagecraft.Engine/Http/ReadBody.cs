
namespace Stagecraft.Engine.Http;

/// <summary>What the body of a good answer means.</summary>
/// <exception cref="System.Text.Json.JsonException">It is not as it must be.</exception>
/// <exception cref="IOException">It breaks off, or cannot be unpacked.</exception>
internal delegate ValueTask<T> ReadBody<T>(ResponseBody body, CancellationToken cancellationToken);
