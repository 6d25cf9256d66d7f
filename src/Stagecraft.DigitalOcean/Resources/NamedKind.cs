using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>A kind without tags of its own: a resource is owned by its reserved name and a set tag among its targets. An update replaces
/// the whole object, so it sends back what was read.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="tags">Creates the tags that a request names.</param>
/// <param name="requests">The paths, members and scopes of the requests.</param>
internal abstract class NamedKind(ResourceClient client, ResourceTags tags, NamedRequests requests) : IResourceKind
{
    public abstract string Kind { get; }

    public abstract string Noun { get; }

    public ResourceOwnership Ownership => ResourceOwnership.NameAndTarget;

    public virtual bool HasUniqueNames => true;

    public virtual bool IsAlwaysRead => true;

    public virtual bool IsLost => false;

    protected ResourceClient Client => client;

    public virtual async Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken)
    {
        Listing<JsonObject> list = await client.ListAsync(requests.List, priority, cancellationToken).ConfigureAwait(false);
        return ResourceLists.Of(list, Parse);
    }

    public abstract IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context);

    public virtual decimal? PriceOf(DeclaredResource declared) => 0m;

    public virtual decimal? PriceOf(Resource actual) => 0m;

    public virtual IReadOnlyList<Problem> Check(
        IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) => [];

    public Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) => WriteAsync(
            declared, null, [.. declared.Fields.Select(f => f.Name)], context, precondition, cancellationToken);

    public virtual Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) => WriteAsync(declared, actual, fields, context, precondition, cancellationToken);

    public async Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken) =>
        Refined(await client.SendAsync(
            HttpMethod.Delete, PathOf(actual), null, requests.DeleteScope, precondition, cancellationToken).ConfigureAwait(false), actual);

    /// <summary>Reads a resource. All members that <see cref="FieldsOf"/> uses are validated.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is not of the documented form.</exception>
    protected abstract Resource Parse(JsonObject json);

    /// <summary>The tags that the body of a write contains.</summary>
    protected abstract IEnumerable<string> TagsOf(DeclaredResource declared, IReadOnlyList<string> fields, ResourceContext context);

    /// <summary>Why a write is not possible now; null if it is.</summary>
    protected virtual CloudFailure? Missing(
        DeclaredResource declared, Resource? actual, IReadOnlyList<string> fields, ResourceContext context) => null;

    /// <summary>The body of a create.</summary>
    protected abstract JsonObject NewBody(DeclaredResource declared, ResourceContext context, Func<string, string> spelled);

    /// <summary>The body of an update: what was read, with the changed fields.</summary>
    protected abstract JsonObject UpdatedBody(
        DeclaredResource declared, Resource actual, IReadOnlyList<string> fields, ResourceContext context, Func<string, string> spelled);

    /// <summary>The part of the body that no message may contain.</summary>
    protected virtual string? SecretOf(DeclaredResource declared) => null;

    /// <summary>The outcome, with a transient failure if a refusal can be over later.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="actual">The resource, as the last read showed it; null for a create.</param>
    protected virtual UpdateOutcome Refined(UpdateOutcome outcome, Resource? actual) => outcome;

    private string PathOf(Resource actual) => $"{requests.List.Path}/{Uri.EscapeDataString(actual.Id.Value)}";

    private async Task<UpdateOutcome> WriteAsync(
        DeclaredResource declared,
        Resource? actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        if (Missing(declared, actual, fields, context) is { } missing)
        {
            return new UpdateOutcome.Refused(missing);
        }

        string[] needed = [.. TagsOf(declared, fields, context)];
        (IReadOnlyDictionary<string, string> spelled, UpdateOutcome? failure) =
            await tags.EnsureAsync(needed, precondition, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            return failure;
        }

        JsonObject body = actual is null
            ? NewBody(declared, context, tag => spelled[tag])
            : UpdatedBody(declared, actual, fields, context, tag => spelled[tag]);
        UpdateOutcome outcome = await client.SendAsync(
            actual is null ? HttpMethod.Post : HttpMethod.Put,
            actual is null ? requests.List.Path : PathOf(actual),
            body,
            actual is null ? requests.CreateScope : requests.UpdateScope,
            precondition,
            cancellationToken,
            response => Parse(response.Object(requests.Item)),
            SecretOf(declared)).ConfigureAwait(false);
        if (outcome is UpdateOutcome.Refused or UpdateOutcome.NotFound)
        {
            tags.Forget(needed);
        }

        return Refined(outcome, actual);
    }
}
