namespace Stagecraft.Engine.Http;

/// <summary>Reads the body of a successful response.</summary>
/// <exception cref="System.Text.Json.JsonException">The body is invalid.</exception>
/// <exception cref="System.Xml.XmlException">The body is invalid.</exception>
/// <exception cref="IOException">The body is incomplete or cannot be decompressed.</exception>
internal delegate ValueTask<T> ReadBody<T>(ResponseBody body, CancellationToken cancellationToken);
