namespace Stagecraft.Aws.Accounts;

/// <summary>The instances that several lists show. Safe for use by several threads.</summary>
internal sealed class Ec2Snapshot
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<ResourceId, Machine> _machines = [];
    private DateTimeOffset? _serverTime;
    private long _sentAt;
    private bool _hasLists;

    public IReadOnlyList<Machine> Machines
    {
        get
        {
            lock (_gate)
            {
                return [.. _machines.Values];
            }
        }
    }

    /// <summary>Adds a list. A later list overwrites what an earlier one shows.</summary>
    public void Add(IReadOnlyList<Machine> machines, DateTimeOffset? serverTime, long sentAt)
    {
        lock (_gate)
        {
            foreach (Machine machine in machines)
            {
                _machines[machine.Id] = machine;
            }

            _serverTime = !_hasLists || serverTime < _serverTime ? serverTime : _serverTime;
            _sentAt = !_hasLists || sentAt < _sentAt ? sentAt : _sentAt;
            _hasLists = true;
        }
    }

    /// <param name="isWhole">Whether it has all instances of the regions.</param>
    /// <param name="regions">The number of regions.</param>
    public AccountSnapshot ToAccount(bool isWhole, int regions) => new()
    {
        Machines = Machines,
        IsWhole = isWhole,
        ServerTime = _serverTime,
        SentAt = _sentAt,
        ReadCost = regions,
    };
}
