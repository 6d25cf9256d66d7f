namespace Stagecraft.Engine.Clouds;

/// <summary>One account of a cloud. Reads return everything or throw <see cref="CloudException"/>; writes are sent once and report what
/// happened as a value. Members are called concurrently.</summary>
public interface ICloudAccount : IDisposable
{
    /// <summary>How this cloud behaves.</summary>
    CloudFacts Facts { get; }

    /// <summary>The kinds of resources, except machines, that the driver manages. Default: none.</summary>
    IReadOnlyList<IResourceKind> Kinds => [];

    /// <summary>How long requests of this account were held back by rate limits so far. Timeouts do not include this time. Default:
    /// zero.</summary>
    TimeSpan ThrottledTime => TimeSpan.Zero;

    /// <summary>Whether most of the request budget is free, so that a run may poll more often than
    /// <see cref="EngineTimeouts.PollInterval"/>. Default: false.</summary>
    bool HasSpareBudget => false;

    /// <summary>Reads the account completely: every machine with the request's owner tag, in any spelling, and every machine with one of
    /// the requested names. More machines are allowed.</summary>
    /// <exception cref="CloudException">A part could not be read.</exception>
    Task<AccountSnapshot> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken);

    /// <summary>Reads the machines in the cheapest way, for example one list. A machine that is shown exists; a machine that is not shown
    /// may exist. Default: a complete read.</summary>
    /// <exception cref="CloudException">The list could not be read.</exception>
    Task<AccountSnapshot> PollAsync(SnapshotRequest request, CancellationToken cancellationToken) => ReadAsync(request, cancellationToken);

    /// <summary>Reads one machine. The value is null if the cloud states that there is none with this id.</summary>
    /// <exception cref="CloudException">It could not be read.</exception>
    Task<Dated<Machine?>> ReadMachineAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken);

    /// <summary>Reads the names of the complete snapshots of a machine. Called only if <see cref="CloudFacts.HasActions"/>. Default:
    /// none.</summary>
    /// <exception cref="CloudException">They could not be read.</exception>
    Task<IReadOnlyList<string>> ReadSnapshotsAsync(ResourceId id, RequestPriority priority, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Reads what was created and deleted recently, by anyone. Null, the default, if the cloud keeps no such log or the
    /// credentials do not permit reading it.</summary>
    /// <exception cref="CloudException">The credentials were refused.</exception>
    Task<CreationEvidence?> ReadEvidenceAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        Task.FromResult<CreationEvidence?>(null);

    /// <summary>Reads what a plan needs in addition to the machines: prices, quotas, and what the cloud offers. Default: nothing.</summary>
    /// <param name="hosts">The declared hosts; empty if the environment is to be deleted.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    Task<Preflight> ReadPreflightAsync(IReadOnlyList<DeclaredHost> hosts, CancellationToken cancellationToken) =>
        Task.FromResult(new Preflight());

    /// <summary>Reads what <see cref="ReadPreflightAsync"/> left out and only creates need. Called for a plan that creates hosts. Default:
    /// nothing more.</summary>
    /// <param name="preflight">What was read.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <returns>What was read, completed.</returns>
    Task<Preflight> CompletePreflightAsync(Preflight preflight, CancellationToken cancellationToken) => Task.FromResult(preflight);

    /// <summary>Reads the prices of existing machines that <see cref="ReadPreflightAsync"/> did not read. Default: nothing more.</summary>
    /// <param name="preflight">What was read.</param>
    /// <param name="machines">The machines.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <returns>What was read, with these prices.</returns>
    Task<Preflight> ReadPricesAsync(Preflight preflight, IReadOnlyList<Machine> machines, CancellationToken cancellationToken) =>
        Task.FromResult(preflight);

    /// <summary>Reads what creates need, for example the id of an SSH key. Called before the first create of a run, not by a run
    /// that creates nothing. Default: nothing.</summary>
    /// <exception cref="CloudException">It could not be read.</exception>
    /// <exception cref="Providers.CloudProviderException">It does not exist.</exception>
    Task PrepareCreatesAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Creates machines with one request that is sent at most once.</summary>
    /// <param name="order">What to create.</param>
    /// <param name="precondition">Called immediately before the request is sent; false means that nothing may be sent.</param>
    /// <param name="cancellationToken">Cancels the wait before the request is sent. A request in flight is not canceled.</param>
    Task<CreateOutcome> CreateAsync(CreateOrder order, Func<bool> precondition, CancellationToken cancellationToken);

    /// <summary>Deletes a machine by its id.</summary>
    /// <param name="id">The machine.</param>
    /// <param name="precondition">Called immediately before each request is sent; false means that nothing may be sent.</param>
    /// <param name="cancellationToken">Cancels the wait; a request in flight may still take effect.</param>
    Task<DeleteOutcome> DeleteAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken);

    /// <summary>Changes machines in place. Repeating the call with the same values has no further effect.</summary>
    /// <param name="ids">The machines.</param>
    /// <param name="update">The change.</param>
    /// <param name="precondition">As in <see cref="DeleteAsync"/>.</param>
    /// <param name="cancellationToken">As in <see cref="DeleteAsync"/>.</param>
    Task<UpdateOutcome> UpdateAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken);
}
