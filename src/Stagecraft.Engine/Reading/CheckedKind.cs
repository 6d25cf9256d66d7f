using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>A kind of a driver that may have defects (spec interface.md 8.13).</summary>
internal sealed class CheckedKind(IResourceKind kind) : IResourceKind
{
    public string Kind => kind.Kind;

    public string Noun => kind.Noun;

    public ResourceOwnership Ownership => kind.Ownership;

    public bool HasUniqueNames => kind.HasUniqueNames;

    public bool IsAlwaysRead => kind.IsAlwaysRead;

    public bool IsLost => kind.IsLost;

    public bool IsKept => kind.IsKept;

    public bool ComparesMachines => kind.ComparesMachines;

    public bool ReplacesAddress => kind.ReplacesAddress;

    public ReservationTerms? Reservation => kind.Reservation;

    public Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken) =>
        CheckedAccount.ReadAsync(
            $"{nameof(ReadAsync)} of {Kind}", () => kind.ReadAsync(declared, priority, cancellationToken), cancellationToken);

    public IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context) =>
        kind.FieldsOf(actual, declared, context);

    public decimal? PriceOf(DeclaredResource declared) => kind.PriceOf(declared);

    public decimal? PriceOf(Resource actual) => kind.PriceOf(actual);

    public IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) =>
        kind.Check(declared, list, context);

    public IReadOnlyList<PlanWarning> WarningsOf(ResourceChange change, DeclaredResource? declared) => kind.WarningsOf(change, declared);

    public Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) =>
        WriteAsync(nameof(CreateAsync), () => kind.CreateAsync(declared, tags, context, precondition, cancellationToken));

    public Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) =>
        WriteAsync(nameof(UpdateAsync), () => kind.UpdateAsync(declared, actual, fields, context, precondition, cancellationToken));

    public Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken) =>
        WriteAsync(nameof(DeleteAsync), () => kind.DeleteAsync(actual, precondition, cancellationToken));

    public Task<UpdateOutcome> ReserveAsync(string region, Func<bool> precondition, CancellationToken cancellationToken) =>
        WriteAsync(nameof(ReserveAsync), () => kind.ReserveAsync(region, precondition, cancellationToken));

    private Task<UpdateOutcome> WriteAsync(string member, Func<Task<UpdateOutcome>> write) =>
        CheckedAccount.WriteAsync<UpdateOutcome>($"{member} of {Kind}", write, failure => new UpdateOutcome.Unclear(failure));
}
