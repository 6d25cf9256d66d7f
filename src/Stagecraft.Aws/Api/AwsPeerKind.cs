namespace Stagecraft.Aws.Api;

/// <summary>The form of the source or destination of a rule.</summary>
internal enum AwsPeerKind
{
    /// <summary>An IPv4 range.</summary>
    Ipv4,

    /// <summary>An IPv6 range.</summary>
    Ipv6,

    /// <summary>A security group.</summary>
    Group,

    /// <summary>A prefix list.</summary>
    PrefixList,
}
