using Stagecraft.DigitalOcean.Sandbox.Model;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>A rule by which something goes wrong.</summary>
public sealed record SandboxFault
{
    /// <summary>What goes wrong.</summary>
    public required SandboxFaultKind Kind { get; init; }

    /// <summary>
    /// Which requests it is for: a method or <c>*</c>, a space, a path in which <c>*</c> stands for any text, such as
    /// <c>POST /v2/droplets</c>. Not for faults of droplets. Default: <c>* *</c>, every request.
    /// </summary>
    public string On { get; init; } = "* *";

    /// <summary>For faults of droplets: the name, in which <c>*</c> stands for any text. Default: <c>*</c>.</summary>
    public string Droplet { get; init; } = "*";

    /// <summary>How many requests, or droplets, that it is for pass before it begins. Default: 0. Must not be negative.</summary>
    public int Skip { get; init; }

    /// <summary>How often it hits at most; null for no limit. Default: 1, or null where <see cref="Chance"/> is below 1.</summary>
    public int? Times
    {
        get => _timesSet ? _times : Chance < 1 ? null : 1;
        init
        {
            _times = value;
            _timesSet = true;
        }
    }

    /// <summary>How likely it hits each, 0 to 1. Default: 1.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>
    /// The status of <c>server_error_…</c> (500 to 599) and <c>gateway_html_…</c> (502, 503, 504). Default: null, 500 and 502.
    /// </summary>
    public int? Status { get; init; }

    /// <summary>The <c>retry-after</c> of <c>rate_limited</c>, whole seconds. Default: null, none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How much later <c>slow</c> answers and <c>late_commit</c> acts. Default: null, 1 and 5 seconds.</summary>
    public TimeSpan? Delay { get; init; }

    private readonly int? _times;
    private readonly bool _timesSet;

    internal void Validate()
    {
        if (FaultValidator.Of(this) is { } wrong)
        {
            throw new ArgumentException($"{wrong.Member} {wrong.Problem}.");
        }
    }
}
