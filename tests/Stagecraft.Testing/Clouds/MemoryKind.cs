using System.Globalization;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Clouds;

/// <summary>A kind of resources of a cloud in memory.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="kind">One of <see cref="ResourceKind"/>.</param>
/// <param name="ownership">What marks a resource as owned.</param>
public sealed class MemoryKind(MemoryCloud cloud, string kind, ResourceOwnership ownership) : IResourceKind
{
    private const string HostField = "host";

    private readonly List<MemoryResource> _all = [];
    private int _made;

    public string Kind => kind;

    public string Noun => kind.Replace('_', ' ');

    public ResourceOwnership Ownership => ownership;

    public bool HasUniqueNames { get; init; } = true;

    public bool IsLost { get; init; }

    public bool IsKept { get; init; }

    /// <summary>How late a list shows a create or a delete.</summary>
    public TimeSpan ListLag { get; set; }

    /// <summary>The outcome of a write instead of its effect, by its verb and cloud name; null: it takes effect.</summary>
    public Func<string, string, UpdateOutcome?> Fault { get; set; } = (_, _) => null;

    /// <summary>Whether an accepted write needs another one, by its verb.</summary>
    public Func<string, bool> HasMore { get; set; } = _ => false;

    /// <summary>Called before each write, with its verb and cloud name.</summary>
    public Action<string, string> Sending { get; set; } = (_, _) => { };

    /// <summary>Every write that was sent, in order.</summary>
    public List<string> Writes { get; } = [];

    public IEnumerable<Resource> Existing => _all.Where(r => r.DeletedAt is null).Select(r => r.Shown);

    /// <summary>Adds a resource that lists show immediately.</summary>
    public Resource Add(Resource resource)
    {
        _all.Add(new(resource, new Dictionary<string, string>(), TimeSpan.MinValue));
        return resource;
    }

    /// <summary>Changes what is shown of a resource.</summary>
    public void Change(ResourceId id, Func<Resource, Resource> change)
    {
        MemoryResource resource = Find(id);
        resource.Shown = change(resource.Shown);
    }

    public Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken)
    {
        TimeSpan then = cloud.Time.Elapsed - ListLag;
        IEnumerable<MemoryResource> shown = _all.Where(r => r.CreatedAt <= then && !(r.DeletedAt <= then));
        return Task.FromResult(new ResourceList([.. shown.Select(r => r.Shown).OrderBy(r => r.Id)], cloud.Time.GetTimestamp()));
    }

    public IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context)
    {
        Dictionary<string, string> fields = new(Find(actual.Id).Fields);
        if (actual.Attached.Count > 0)
        {
            fields[HostField] = context.HostOf(actual.Attached[0]) ?? actual.Attached[0].Value;
        }

        return fields;
    }

    public decimal? PriceOf(DeclaredResource declared) => 5;

    public decimal? PriceOf(Resource actual) => 5;

    public Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) => WriteAsync("create", declared.CloudName, precondition, () =>
        {
            if (HasUniqueNames && Existing.Any(r => r.CloudName == declared.CloudName))
            {
                return new UpdateOutcome.Refused(new(ErrorCodes.ApiError, "API error: the name is in use"));
            }

            Resource made = new()
            {
                Id = new(string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_made}")),
                CloudName = declared.CloudName,
                Tags = tags,
                Targets = [context.SetTag],
            };
            Dictionary<string, string> fields = declared.Fields.Where(f => !f.IsAttachment).ToDictionary(f => f.Name, f => f.Value);
            _all.Add(new(made, fields, cloud.Time.Elapsed));
            return new UpdateOutcome.Accepted { Resource = made };
        });

    public Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) => WriteAsync(
        fields.Contains(HostField) ? "attach" : "update",
        declared.CloudName,
        precondition,
        () =>
        {
            MemoryResource resource = Find(actual.Id);
            if (fields.Contains(HostField))
            {
                resource.Shown = resource.Shown with { Attached = [context.Machines[declared.Host!]] };
            }
            else
            {
                resource.Fields = declared.Fields.Where(f => !f.IsAttachment).ToDictionary(f => f.Name, f => f.Value);
            }

            return new UpdateOutcome.Accepted();
        });

    public Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken) =>
        WriteAsync("delete", actual.CloudName, precondition, () =>
        {
            Find(actual.Id).DeletedAt ??= cloud.Time.Elapsed;
            return new UpdateOutcome.Accepted();
        });

    private MemoryResource Find(ResourceId id) => _all.First(r => r.Shown.Id == id);

    private Task<UpdateOutcome> WriteAsync(string verb, string name, Func<bool> precondition, Func<UpdateOutcome> act)
    {
        Sending(verb, name);
        if (!precondition())
        {
            return Task.FromResult<UpdateOutcome>(new UpdateOutcome.Stale());
        }

        Writes.Add($"{verb} {name}");
        UpdateOutcome outcome = Fault(verb, name) ?? act();
        return Task.FromResult(outcome is UpdateOutcome.Accepted accepted ? accepted with { HasMore = HasMore(verb) } : outcome);
    }
}
