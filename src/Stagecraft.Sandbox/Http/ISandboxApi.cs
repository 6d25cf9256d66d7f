namespace Stagecraft.Sandbox.Http;

/// <summary>An emulated API.</summary>
internal interface ISandboxApi
{
    /// <summary>The duration of a request: half before, half after it is executed.</summary>
    TimeSpan Latency { get; }

    /// <summary>Executes a request. Thread-safe.</summary>
    ApiResponse Handle(ApiRequest request);
}
