namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>The kinds of resources with a UUID that is derived from a number. The value is part of the UUID.</summary>
internal enum ResourceKind
{
    Firewall = 1,
    Volume = 2,
    LoadBalancer = 3,
    Certificate = 4,
    AlertPolicy = 5,
    Project = 6,
    VolumeSnapshot = 7,
}
