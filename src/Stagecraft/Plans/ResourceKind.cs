namespace Stagecraft.Plans;

/// <summary>The kinds of resources that a plan changes. A kind is a word; its rank is its place in a plan.</summary>
public static class ResourceKind
{
    /// <summary>A host: a machine with a role.</summary>
    public const string Host = "host";

    /// <summary>A block storage volume of a host.</summary>
    public const string Volume = "volume";

    /// <summary>A firewall for the hosts of some roles.</summary>
    public const string Firewall = "firewall";

    /// <summary>A load balancer for the hosts of a role.</summary>
    public const string LoadBalancer = "load_balancer";

    /// <summary>A reserved IP address of a host. It is assigned, never created or deleted.</summary>
    public const string ReservedIp = "reserved_ip";

    /// <summary>An alert on metrics of the hosts of some roles.</summary>
    public const string Alert = "alert";

    private static readonly string[] Ranked = [Host, Volume, Firewall, LoadBalancer, ReservedIp, Alert];

    /// <summary>Whether this version knows the kind.</summary>
    /// <param name="kind">The word.</param>
    public static bool IsKnown(string kind) => Ranked.Contains(kind, StringComparer.Ordinal);

    /// <summary>The kind's place in the order of a plan. Unknown kinds come last.</summary>
    /// <param name="kind">The word.</param>
    public static int Rank(string kind) => Array.IndexOf(Ranked, kind) is >= 0 and int rank ? rank : Ranked.Length;
}
