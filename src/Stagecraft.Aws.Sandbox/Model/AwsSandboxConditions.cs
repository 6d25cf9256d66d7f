using Stagecraft.Aws.Sandbox.Model;
using Stagecraft.Sandbox.Faults;

namespace Stagecraft.Aws.Sandbox;

/// <summary>
/// The behavior of the account: durations, consistency lags, throttling, capacity, quotas, and the points that the documentation of EC2
/// leaves open. They can be replaced while a sandbox runs; operations in progress keep their durations. Durations must not be negative.
/// </summary>
public record AwsSandboxConditions
{
    /// <summary>The time from creation or start until an instance is <c>running</c>. Default: 8 seconds.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The time from a stop until an instance is <c>stopped</c>; a forced stop takes half of it. Default: 6 seconds.</summary>
    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The time from a termination until an instance is <c>terminated</c>. Default: 5 seconds.</summary>
    public TimeSpan Terminate { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The duration of the creation, attachment, detachment and deletion of a volume, and of each phase of a modification. Default:
    /// 2 seconds.
    /// </summary>
    public TimeSpan VolumeTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The time from the end of a modification of a volume until the next one may start. Default: 6 hours.</summary>
    public TimeSpan VolumeCooldown { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The time until a snapshot is complete, and an image of an instance available. Default: 10 seconds.</summary>
    public TimeSpan SnapshotTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a terminated instance stays visible. Default: one hour.</summary>
    public TimeSpan TerminatedVisible { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The time until a new instance appears in lists. Default: zero.</summary>
    public TimeSpan ListLag { get; init; }

    /// <summary>The age of the data that filters compare: state, tags and client token. Default: zero.</summary>
    public TimeSpan FilterLag { get; init; }

    /// <summary>
    /// The time until a new instance can be addressed by ID; <c>InvalidInstanceID.NotFound</c> until then. Default: zero.
    /// </summary>
    public TimeSpan ReadLag { get; init; }

    /// <summary>The age of the instance state in responses. Default: zero.</summary>
    public TimeSpan StateLag { get; init; }

    /// <summary>The time until a tag that was changed after creation appears in responses. Default: zero.</summary>
    public TimeSpan TagLag { get; init; }

    /// <summary>
    /// Whether responses of <c>DescribeInstances</c> and <c>RunInstances</c> lack all tags; filters still work. Default: false.
    /// </summary>
    public bool OmitTags { get; init; }

    /// <summary>How long a page token is valid. Default: one hour.</summary>
    public TimeSpan PageTokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The duration of a request: half before, half after the API executes it. Default: zero.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether the documented token buckets are enforced. Default: true.</summary>
    public bool Throttle { get; init; } = true;

    /// <summary>
    /// Other limits of requests: the action, and the capacity and the refill per second of its bucket. Default: none, the documented ones.
    /// </summary>
    public IReadOnlyDictionary<string, AwsThrottle> Throttles { get; init; } = new Dictionary<string, AwsThrottle>();

    /// <summary>The response to a client token with other parameters. Default: an error.</summary>
    public AwsTokenResponse TokenMismatch { get; init; }

    /// <summary>The response to a client token whose instance was terminated. Default: an error.</summary>
    public AwsTokenResponse TokenTerminated { get; init; }

    /// <summary>
    /// The response to a client token whose first request has no response yet: the instance, or an internal error. Default: the instance.
    /// </summary>
    public AwsTokenResponse TokenInFlight { get; init; } = AwsTokenResponse.Instance;

    /// <summary>Whether a token remembers the parameters of a request that failed for lack of capacity. Default: true.</summary>
    public bool TokenRemembersRefusals { get; init; } = true;

    /// <summary>Whether a token belongs to the access key instead of the account. Default: false.</summary>
    public bool TokenPerAccessKey { get; init; }

    /// <summary>How long a token is remembered after the termination of its instances, or after a refusal. Default: 24 hours.</summary>
    public TimeSpan TokenMemory { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// What has no capacity: an instance type, a zone, or both joined by a slash; each may contain wildcards. Default: none.
    /// </summary>
    public IReadOnlyList<string> NoCapacity { get; init; } = [];

    /// <summary>The quota of vCPUs of standard on-demand instances, per region. Default: 64.</summary>
    public int VcpuLimit { get; init; } = 64;

    /// <summary>The quota of vCPUs of on-demand instances with GPUs, per region. Default: 0.</summary>
    public int GpuVcpuLimit { get; init; }

    /// <summary>The quota of Elastic IP addresses, per region. Default: 5.</summary>
    public int AddressLimit { get; init; } = 5;

    /// <summary>How long a terminated instance counts against the quota. Default: zero.</summary>
    public TimeSpan QuotaRelease { get; init; }

    /// <summary>When session tokens expire. Default: never.</summary>
    public DateTimeOffset? SessionEnd { get; init; }

    /// <summary>The seed of random decisions and of IDs. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The fault rules. The first rule that hits a request or an instance applies. Default: none.</summary>
    public IReadOnlyList<SandboxFault> Faults { get; init; } = [];

    /// <summary>
    /// Reads conditions from JSON. Every member is optional: <c>{"boot": "2s", "faults": [{"fault": "slow", "on": "* RunInstances"}]}</c>.
    /// </summary>
    /// <param name="json">The JSON, in UTF-8.</param>
    /// <param name="start">The conditions that provide the missing members.</param>
    /// <returns>The conditions.</returns>
    /// <exception cref="SandboxConditionsException">The input is not JSON, or a member is unknown or invalid.</exception>
    public static AwsSandboxConditions FromJson(ReadOnlySpan<byte> json, AwsSandboxConditions start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return ConditionsMembers.Read(json, start);
    }

    /// <summary>The conditions without the members of a derived type.</summary>
    internal AwsSandboxConditions ConditionsOnly() => new(this);

    internal virtual void Validate()
    {
        TimeSpan[] durations =
        [
            Boot, Stop, Terminate, TerminatedVisible, ListLag, FilterLag, ReadLag, StateLag, TagLag, PageTokenLife, Latency, TokenMemory,
            QuotaRelease, VolumeTime, VolumeCooldown, SnapshotTime,
        ];
        foreach (TimeSpan duration in durations)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        }

        ArgumentOutOfRangeException.ThrowIfNegative(VcpuLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(GpuVcpuLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(AddressLimit);
        foreach (SandboxFault fault in Faults)
        {
            FaultValidator.Validate(fault, AwsFaults.Profile);
        }

        foreach (AwsThrottle throttle in Throttles.Values)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(throttle.Bucket, 1);
            ArgumentOutOfRangeException.ThrowIfNegative(throttle.Refill);
        }
    }
}
