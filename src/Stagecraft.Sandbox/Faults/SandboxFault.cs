
namespace Stagecraft.Sandbox;

/// <summary>A fault rule: the fault, the requests or machines it applies to, and how often.</summary>
public sealed record SandboxFault
{
    /// <summary>The kind of fault.</summary>
    public required SandboxFaultKind Kind { get; init; }

    /// <summary>
    /// The requests it applies to: a method or <c>*</c>, a space, and a path or an action in which <c>*</c> matches any text, such as
    /// <c>POST /v2/droplets</c> or <c>* Describe*</c>. Not allowed for faults of machines. Default: <c>* *</c>, every request.
    /// </summary>
    public string On { get; init; } = "* *";

    /// <summary>For faults of machines: the name of a droplet or instance, in which <c>*</c> matches any text. Default: <c>*</c>.</summary>
    public string Machine { get; init; } = "*";

    /// <summary>The number of matching requests or machines to skip. Default: 0. Must not be negative.</summary>
    public int Skip { get; init; }

    /// <summary>The maximum number of hits; null for no limit. Default: 1, or null if <see cref="Chance"/> is below 1.</summary>
    public int? Times
    {
        get => _timesSet ? _times : Chance < 1 ? null : 1;
        init
        {
            _times = value;
            _timesSet = true;
        }
    }

    /// <summary>The probability of a hit, 0 to 1. Default: 1.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>
    /// The status of <c>server_error_…</c> (500 to 599) and <c>gateway_html_…</c> (502, 503, 504). Default: null, 500 and 502.
    /// </summary>
    public int? Status { get; init; }

    /// <summary>The <c>retry-after</c> header of <c>rate_limited</c>, in whole seconds. Default: null, none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The delay of the response (<c>slow</c>) or of the execution (<c>late_commit</c>). Default: null, 1 and 5 seconds.</summary>
    public TimeSpan? Delay { get; init; }

    private readonly int? _times;
    private readonly bool _timesSet;
}
