namespace Stagecraft.Engine.Http;

/// <summary>The hosts on the way to the API, for messages. A proxy is named without its user and password.</summary>
/// <param name="Api">The host of the API.</param>
/// <param name="Proxy">The proxy with its port; null without a proxy, or if it is unknown.</param>
/// <param name="ProxyVariable">The variable that names the proxy; null if there is none.</param>
internal sealed record ApiRoute(string Api, string? Proxy = null, string? ProxyVariable = null)
{
    /// <summary>The path of the API's address, which precedes the path of each request.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The host that is connected to.</summary>
    public string Next => Proxy ?? Api;

    /// <summary>The place of the proxy's settings.</summary>
    public string ProxySource => ProxyVariable ?? "the proxy settings of the system";

    /// <summary>What to check if a proxy may be the cause; null without a proxy.</summary>
    public string? ProxyHint => Proxy is null ? null : $"requests are sent through {Proxy}: check {ProxySource}";

    /// <summary>What to check if there is no connection.</summary>
    public string Hint => ProxyHint ?? $"check that {Api} is reachable from this machine";

    /// <param name="address">The address of the API.</param>
    /// <param name="isSystemProxy">Whether requests use the proxy of the system.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static ApiRoute Of(ApiAddress address, bool isSystemProxy, Func<string, string?> variable)
    {
        Uri api = address.Of("", "");
        Uri? proxy = isSystemProxy && !address.IsLoopback ? ApiSocket.Proxy(variable).GetProxy(api) : null;
        return new(
            api.Authority,
            proxy is null ? null : $"the proxy {proxy.IdnHost}:{proxy.Port}",
            ProxySecrets.Variables.FirstOrDefault(v => !string.IsNullOrEmpty(variable(v)) && v is not ("http_proxy" or "HTTP_PROXY")))
        {
            Prefix = address.Prefix,
        };
    }
}
