namespace Stagecraft.Aws.Sandbox.State;

/// <summary>An instance, with its primary network interface.</summary>
internal sealed class Instance
{
    public string Id { get; set; } = "";

    /// <summary>The place in the order of creation.</summary>
    public long Number { get; set; }

    public string ReservationId { get; set; } = "";

    public int LaunchIndex { get; set; }

    public string ClientToken { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The last start.</summary>
    public DateTimeOffset LaunchedAt { get; set; }

    /// <summary>The states, oldest first; the last ones may be in the future.</summary>
    public List<StateChange> States { get; set; } = [];

    /// <summary>When a terminated instance disappears; null if it is not being terminated.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>The code and message of the last state change, such as <c>Client.UserInitiatedShutdown</c>.</summary>
    public string? Reason { get; set; }

    public string ImageId { get; set; } = "";

    public string Type { get; set; } = "";

    public string Architecture { get; set; } = "x86_64";

    public string? KeyName { get; set; }

    public string Zone { get; set; } = "";

    public string VpcId { get; set; } = "";

    public string SubnetId { get; set; } = "";

    public List<string> GroupIds { get; set; } = [];

    public string PrivateIp { get; set; } = "";

    /// <summary>The address while it is running; null if it gets none. A start gives a new one.</summary>
    public string? PublicIp { get; set; }

    /// <summary>The associated Elastic IP address, which replaces the public address.</summary>
    public string? ElasticIp { get; set; }

    public string NetworkInterfaceId { get; set; } = "";

    public string NetworkAttachmentId { get; set; } = "";

    public string MacAddress { get; set; } = "";

    public string RootDevice { get; set; } = "";

    /// <summary>The user data in base64, as sent.</summary>
    public string? UserData { get; set; }

    public bool DisableApiTermination { get; set; }

    public bool DisableApiStop { get; set; }

    public string ShutdownBehavior { get; set; } = "stop";

    public bool EbsOptimized { get; set; }

    public bool Monitoring { get; set; }

    public bool SourceDestCheck { get; set; } = true;

    public string? CpuCredits { get; set; }

    public string? ProfileArn { get; set; }

    public string Tenancy { get; set; } = "default";

    public MetadataOptions Metadata { get; set; } = new();

    /// <summary>The state at a time; the first one before the creation.</summary>
    public InstanceState StateAt(DateTimeOffset at) => (States.FindLast(change => change.At <= at) ?? States[0]).State;

    /// <summary>Whether it is in the state or will be in it without another request.</summary>
    public bool EndsIn(InstanceState state) => States[^1].State == state;

    public bool IsGone(DateTimeOffset now) => GoneAt <= now;
}
