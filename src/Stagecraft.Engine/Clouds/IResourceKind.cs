namespace Stagecraft.Engine.Clouds;

/// <summary>A kind of resources of an account, except machines. Descriptions are pure; reads are complete or throw
/// <see cref="CloudException"/>; a write sends at most one request that changes the account, and reports what happened as a
/// value.</summary>
public interface IResourceKind
{
    /// <summary>One of <see cref="ResourceKind"/>.</summary>
    string Kind { get; }

    /// <summary>The word for one resource in texts, for example <c>load balancer</c>.</summary>
    string Noun { get; }

    /// <summary>What marks a resource as owned.</summary>
    ResourceOwnership Ownership { get; }

    /// <summary>Whether a second create with the same name is refused while the first resource exists. A create with an unknown outcome can
    /// then be repeated. Default: false, a create is repeated only after the settle window.</summary>
    bool HasUniqueNames => false;

    /// <summary>Whether every plan reads the kind, to find resources that the file no longer declares. Otherwise only plans that declare
    /// one, and plans of <c>Down</c>, do. Default: true.</summary>
    bool IsAlwaysRead => true;

    /// <summary>Whether a delete destroys what cannot be restored: data or an address. Default: false.</summary>
    bool IsLost => false;

    /// <summary>Whether resources that the file no longer declares are kept until a person names them. Default: false.</summary>
    bool IsKept => false;

    /// <summary>Whether <see cref="FieldsOf"/> or <see cref="UpdateAsync"/> depends on the machines in every stage of a run, not only for
    /// attachments. Default: false.</summary>
    bool ComparesMachines => false;

    /// <summary>Whether an address of the kind, when it is attached, takes the place of the machine's own public address, which the cloud
    /// then releases. Default: false.</summary>
    bool ReplacesAddress => false;

    /// <summary>How addresses of the kind are reserved for hosts; null, the default, if the kind has no addresses that
    /// <see cref="ReserveAsync"/> can create.</summary>
    ReservationTerms? Reservation => null;

    /// <summary>Reads all resources of the kind in the account.</summary>
    /// <param name="declared">The declared resources of the kind.</param>
    /// <param name="priority">Whether the read is one of many.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="CloudException">A part could not be read.</exception>
    Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken);

    /// <summary>The fields of an existing resource, in the form of <see cref="DeclaredResource.Fields"/>. A field that the config does not
    /// declare is a difference too; the kind leaves out what it does not compare.</summary>
    /// <param name="actual">The resource.</param>
    /// <param name="declared">The declared resource; null if the file does not declare it.</param>
    /// <param name="context">The environment.</param>
    IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context);

    /// <summary>The list price per month of a new resource; null if it is unknown.</summary>
    /// <param name="declared">The declared resource.</param>
    decimal? PriceOf(DeclaredResource declared);

    /// <summary>The list price per month of an existing resource; null if it is unknown.</summary>
    /// <param name="actual">The resource.</param>
    decimal? PriceOf(Resource actual);

    /// <summary>Finds what would make writes fail, after a read. All problems, in a stable order. Default: none.</summary>
    /// <param name="declared">The declared resources of the kind.</param>
    /// <param name="list">The last read.</param>
    /// <param name="context">The environment.</param>
    IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) => [];

    /// <summary>What a person has to know about a row of a plan, for example what remains to be done in the host. Default:
    /// nothing.</summary>
    /// <param name="change">The row.</param>
    /// <param name="declared">The declared resource; null for a row that deletes.</param>
    IReadOnlyList<PlanWarning> WarningsOf(ResourceChange change, DeclaredResource? declared) => [];

    /// <summary>Creates a resource, with the marks of its owner.</summary>
    /// <param name="declared">The declared resource.</param>
    /// <param name="tags">Its own tags, of a kind with <see cref="ResourceOwnership.Tags"/>; empty otherwise.</param>
    /// <param name="context">The environment.</param>
    /// <param name="precondition">Called immediately before each request is sent; false means that nothing may be sent.</param>
    /// <param name="cancellationToken">Cancels the wait before the request is sent.</param>
    /// <returns>The outcome; <see cref="UpdateOutcome.Accepted.Resource"/> is the new resource if the response shows it. A refusal that can
    /// be over later, for example of a busy resource, has <see cref="CloudFailure.IsTransient"/>.</returns>
    Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken);

    /// <summary>Sends the next request that brings an existing resource closer to what is declared. The engine reads the resource again and
    /// repeats the call until no declared field differs.</summary>
    /// <param name="declared">The declared resource.</param>
    /// <param name="actual">The resource, as the last read showed it. What the engine does not manage is sent back unchanged.</param>
    /// <param name="fields">The names of the fields to change: at least one.</param>
    /// <param name="context">The environment.</param>
    /// <param name="precondition">As in <see cref="CreateAsync"/>.</param>
    /// <param name="cancellationToken">As in <see cref="CreateAsync"/>.</param>
    Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken);

    /// <summary>Sends the next request that deletes a resource: first detaches what has to be detached. The engine reads again and repeats
    /// the call until the resource does not exist.</summary>
    /// <param name="actual">The resource, as the last read showed it.</param>
    /// <param name="precondition">As in <see cref="CreateAsync"/>.</param>
    /// <param name="cancellationToken">As in <see cref="CreateAsync"/>.</param>
    Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken);

    /// <summary>Reserves an address that is assigned to no machine, with one request that is sent once. Called only if
    /// <see cref="Reservation"/> is not null.</summary>
    /// <param name="region">The region.</param>
    /// <param name="precondition">As in <see cref="CreateAsync"/>.</param>
    /// <param name="cancellationToken">As in <see cref="CreateAsync"/>.</param>
    /// <returns>The outcome; <see cref="UpdateOutcome.Accepted.Resource"/> is the new address.</returns>
    Task<UpdateOutcome> ReserveAsync(string region, Func<bool> precondition, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
