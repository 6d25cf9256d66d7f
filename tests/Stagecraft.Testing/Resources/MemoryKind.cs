using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Resources;

/// <summary>A kind of resources in memory, as a driver describes it.</summary>
public sealed class MemoryKind(string kind, MemoryResources resources, ResourceLink link) : IResourceKind
{
    private const string Reference = "load balancer ";

    public string Kind => kind;

    public string Noun => kind.Replace('_', ' ');

    public ResourceOwnership Ownership => kind switch
    {
        ResourceKind.Volume => ResourceOwnership.Tags,
        ResourceKind.ReservedIp => ResourceOwnership.Declared,
        _ => ResourceOwnership.NameAndTarget,
    };

    public bool HasUniqueNames => kind != ResourceKind.Alert;

    public bool IsAlwaysRead => kind is not (ResourceKind.Alert or ResourceKind.ReservedIp);

    public bool IsLost => kind is ResourceKind.Volume or ResourceKind.LoadBalancer;

    public bool IsKept => kind == ResourceKind.Volume;

    public Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken) =>
        link.ReadAsync(kind, () => resources.List(kind), cancellationToken);

    public IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context)
    {
        Dictionary<string, string> fields = ((MemoryView)actual).Values.ToDictionary(
            f => f.Key,
            f => f.Value.StartsWith(Reference, StringComparison.Ordinal)
                && context.NameOf(ResourceKind.LoadBalancer, new(f.Value[Reference.Length..])) is { } name
                    ? Reference + name : f.Value);
        if (Ownership == ResourceOwnership.NameAndTarget)
        {
            fields["targets"] = string.Join(',', (actual.Targets ?? []).Select(t => context.RoleOf(t) ?? t).Order(StringComparer.Ordinal));
        }
        else if (actual.Attached is [var machine])
        {
            fields["host"] = context.HostOf(machine) ?? machine.Value;
        }

        return fields;
    }

    public decimal? PriceOf(DeclaredResource declared) => IsLost ? 10 : 0;

    public decimal? PriceOf(Resource actual) => IsLost ? 10 : 0;

    public Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        Dictionary<string, string> values = Values(declared, context);
        return link.WriteAsync(
            new(kind, null, declared.CloudName, "create"),
            () => resources.Create(kind, declared.CloudName, tags, Targets(declared, context), values),
            precondition,
            cancellationToken);
    }

    public Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        if (fields.Contains("host"))
        {
            ResourceId machine = context.Machines[declared.Host!];
            return link.WriteAsync(
                new(kind, actual.Id, declared.CloudName, "attach"),
                () => resources.Attach(actual.Id, machine),
                precondition,
                cancellationToken);
        }

        Dictionary<string, string> values = Values(declared, context);
        return link.WriteAsync(
            new(kind, actual.Id, declared.CloudName, "update"),
            () => resources.Change(actual.Id, r => Set(r, values, Targets(declared, context))),
            precondition,
            cancellationToken);
    }

    public Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken) =>
        actual.Attached.Count > 0
            ? link.WriteAsync(
                new(kind, actual.Id, actual.CloudName, "detach"),
                () => resources.Change(actual.Id, r => r.Attached.Clear()),
                precondition,
                cancellationToken)
            : link.WriteAsync(
                new(kind, actual.Id, actual.CloudName, "delete"), () => resources.Delete(actual.Id), precondition, cancellationToken);

    private static void Set(MemoryResource resource, Dictionary<string, string> values, IEnumerable<string> targets)
    {
        resource.Fields.Clear();
        foreach ((string name, string value) in values)
        {
            resource.Fields[name] = value;
        }

        resource.Targets = [.. targets];
    }

    private static IEnumerable<string> Targets(DeclaredResource declared, ResourceContext context) =>
        declared.Fields.Where(f => f.Name == "targets")
            .SelectMany(f => f.Value.Split(',')).Select(r => r.Length == 0 ? context.SetTag : context.SetTagOf(r));

    private static Dictionary<string, string> Values(DeclaredResource declared, ResourceContext context) =>
        declared.Fields.Where(f => f.Name != "targets" && !f.IsAttachment).ToDictionary(
            f => f.Name,
            f => f.Value.StartsWith(Reference, StringComparison.Ordinal)
                ? Reference + context.Resources[(ResourceKind.LoadBalancer, f.Value[Reference.Length..])] : f.Value);
}
