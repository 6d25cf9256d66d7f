namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The droplets of several lists, each once, with the earliest time of the lists.</summary>
internal sealed class DropletSum
{
    private readonly SortedDictionary<ResourceId, Machine> _droplets = [];

    public DateTimeOffset? ServerTime { get; private set; }

    /// <summary>Sorted by id.</summary>
    public IReadOnlyList<Machine> Droplets => [.. _droplets.Values];

    public void Add(Listing<Machine> list) => Add(list.Items, list.ServerTime);

    public void Add(IReadOnlyList<Machine> droplets, DateTimeOffset? serverTime)
    {
        foreach (Machine droplet in droplets)
        {
            _droplets[droplet.Id] = droplet;
        }

        ServerTime = ServerTime is { } known && serverTime is { } other ? (other < known ? other : known) : ServerTime ?? serverTime;
    }
}
