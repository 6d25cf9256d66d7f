using System.Net;
using System.Text.RegularExpressions;

namespace Stagecraft.Engine.Clouds;

/// <summary>The request that probes a host with <see cref="HostWait.Http"/>: a GET over plain HTTP. A value outside of its range is
/// refused.</summary>
public sealed partial record HostHealth
{
    /// <summary>The expression of a valid <see cref="Path"/>, without anchors and length.</summary>
    public const string PathExpression = "/([A-Za-z0-9/._~?&=+,:@;-]|%[0-9A-Fa-f]{2})*";

    /// <summary>The expression of a valid <see cref="Host"/>, without anchors.</summary>
    public const string HostExpression = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?";

    /// <summary>The maximum length of <see cref="Path"/>: 255 characters.</summary>
    public const int MaxPath = 255;

    /// <summary><c>/</c> on port 80, with any status from 200 to 399.</summary>
    public static HostHealth Default { get; } = new();

    /// <summary>The TCP port, 1 to 65535. Default: 80.</summary>
    public int Port
    {
        get;
        init => field = value is >= IPEndPoint.MinPort + 1 and <= IPEndPoint.MaxPort ? value : throw Invalid(nameof(Port));
    } = 80;

    /// <summary>The path and the query, at most <see cref="MaxPath"/> characters, see <see cref="IsPath"/>. Default: <c>/</c>.</summary>
    public string Path
    {
        get;
        init => field = IsPath(value) ? value : throw Invalid(nameof(Path));
    } = "/";

    /// <summary>The expected status, 200 to 599. Default: null, any status from 200 to 399.</summary>
    public int? Status
    {
        get;
        init => field = value is null or (>= 200 and <= 599) ? value : throw Invalid(nameof(Status));
    }

    /// <summary>The <c>Host</c> header, see <see cref="IsHost"/>. Default: null, the address, with the port if it is not 80.</summary>
    public string? Host
    {
        get;
        init => field = value is null || IsHost(value) ? value : throw Invalid(nameof(Host));
    }

    /// <summary>Whether a text can be <see cref="Path"/>: it begins with <c>/</c>, and consists of letters, digits,
    /// <c>/._~-?&amp;=+,:@;</c> and <c>%</c> with two hexadecimal digits.</summary>
    /// <param name="text">The text.</param>
    public static bool IsPath(string? text) => text?.Length <= MaxPath && ValidPath().IsMatch(text);

    /// <summary>Whether a text can be <see cref="Host"/>: a host name or an IPv4 address, with or without a port.</summary>
    /// <param name="text">The text.</param>
    public static bool IsHost(string? text) => text is not null && ValidHost().IsMatch(text);

    /// <summary>Whether a response with this status is ready.</summary>
    /// <param name="status">The status of a response.</param>
    public bool Accepts(int status) => Status is { } expected ? status == expected : status is >= 200 and <= 399;

    /// <summary>The <c>Host</c> header of a request.</summary>
    /// <param name="address">The address of the host.</param>
    internal string HostHeader(IPAddress address)
    {
        string endpoint = new IPEndPoint(address, Port).ToString();
        return Host ?? (Port == 80 ? endpoint[..endpoint.LastIndexOf(':')] : endpoint);
    }

    private static ArgumentException Invalid(string name) => new($"the value is out of the range of {name}", name);

    [GeneratedRegex(@"\A" + PathExpression + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidPath();

    [GeneratedRegex(@"\A" + HostExpression + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidHost();
}
