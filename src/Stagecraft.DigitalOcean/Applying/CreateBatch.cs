namespace Stagecraft.DigitalOcean.Applying;

/// <summary>Hosts that one request creates: equal in all but their names, at most ten, in name order.</summary>
internal sealed record CreateBatch(IReadOnlyList<HostWork> Hosts)
{
    /// <summary>The most names that the API takes in one create (DigitalOcean's specification, POST /v2/droplets).</summary>
    public const int Most = 10;
}
