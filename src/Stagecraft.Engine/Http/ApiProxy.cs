using System.Net;

namespace Stagecraft.Engine.Http;

/// <summary>The proxy of the system. In addition to the framework's rules, an entry of <c>NO_PROXY</c> also covers the hosts below it, as
/// in other tools.</summary>
internal sealed class ApiProxy(IWebProxy system, string noProxy) : IWebProxy
{
    private readonly string[] _exempt =
    [
        .. noProxy.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(e => e.TrimStart('.')),
    ];

    public ICredentials? Credentials
    {
        get => system.Credentials;
        set => system.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : system.GetProxy(destination);

    public bool IsBypassed(Uri host) => Array.Exists(_exempt, e => Covers(e, host.Host)) || system.IsBypassed(host);

    private static bool Covers(string entry, string host) =>
        entry == "*"
        || host.Equals(entry, StringComparison.OrdinalIgnoreCase)
        || (entry.Length > 0 && host.EndsWith("." + entry, StringComparison.OrdinalIgnoreCase));
}
