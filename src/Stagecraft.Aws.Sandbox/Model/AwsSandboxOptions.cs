using System.Net;
using Stagecraft.Sandbox.Hosting;

namespace Stagecraft.Aws.Sandbox;

/// <summary>The options of an AWS sandbox. The defaults emulate an ordinary account.</summary>
public sealed record AwsSandboxOptions : AwsSandboxConditions
{
    /// <summary>The defaults.</summary>
    public AwsSandboxOptions()
    {
    }

    /// <summary>The defaults, with the given initial conditions.</summary>
    public AwsSandboxOptions(AwsSandboxConditions conditions)
        : base(conditions)
    {
    }

    /// <summary>The clock. All time-dependent state is computed from it on each request. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The account ID. Default: 123456789012.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>The only accepted access key ID. Default: null, any.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret access key that signatures are verified with; null accepts any signature. Default: <c>test</c>.</summary>
    public string? SecretKey { get; init; } = "test";

    /// <summary>The only accepted session token. Default: null, any or none.</summary>
    public string? SessionToken { get; init; }

    /// <summary>The names of the key pairs in each region; missing ones are added to the state. Default: <c>my-key</c>.</summary>
    public IReadOnlyList<string> KeyPairs { get; init; } = ["my-key"];

    /// <summary>
    /// The names or IDs of security groups in the default VPC of each region; missing ones are added to the state and allow SSH. Default:
    /// none.
    /// </summary>
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];

    /// <summary>
    /// The regions of subnets, by subnet ID; missing subnets are added to the default VPC. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Subnets { get; init; } = new Dictionary<string, string>();

    /// <summary>The regions of Elastic IP addresses, by address; missing addresses are added to the state. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Addresses { get; init; } = new Dictionary<string, string>();

    /// <summary>The enabled regions among those that need opt-in; the others reject all requests. Default: none.</summary>
    public IReadOnlyList<string> OptInRegions { get; init; } = [];

    /// <summary>
    /// The IAM policy of the caller, as JSON: requests that it does not allow are denied. Default: null, everything is allowed.
    /// </summary>
    public string? Policy { get; init; }

    /// <summary>Whether each region has a default VPC with a default subnet per zone. Default: true.</summary>
    public bool DefaultVpc { get; init; } = true;

    /// <summary>The SQLite file that holds the state; created if missing. Default: null, state in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>The port to listen on, 0 to 65535; 0 selects a free port. Ignored in memory. Default: 0.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The address to listen on. Any but a loopback address requires <see cref="AllowRemote"/>. Default: 127.0.0.1.
    /// </summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Whether to allow connections from other machines. Default: false.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether <c>/sandbox/conditions</c> reads and sets the conditions over HTTP. Default: false.</summary>
    public bool Control { get; init; }

    /// <summary>Called after each request, on the thread that handles it. Default: null.</summary>
    public Action<AwsSandboxRequest>? Log { get; init; }

    /// <summary>How long a request waits for another process that writes to the state file, in whole seconds.</summary>
    internal TimeSpan StateTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal ServerOptions Server => new(ListenAddress, Port, AllowRemote, TimeProvider);

    internal override void Validate()
    {
        base.Validate();
        ArgumentException.ThrowIfNullOrEmpty(AccountId);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        if (!AllowRemote && !IPAddress.IsLoopback(ListenAddress))
        {
            throw new ArgumentException($"{ListenAddress} is not a loopback address; {nameof(AllowRemote)} is required.");
        }
    }
}
