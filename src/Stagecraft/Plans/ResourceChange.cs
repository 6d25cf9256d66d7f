using System.Text.Json.Serialization;

namespace Stagecraft.Plans;

/// <summary>A resource of a plan: what differs between the config and the cloud, and what the plan does about it.</summary>
public sealed record ResourceChange
{
    /// <summary>The kind, for example <see cref="ResourceKind.Host"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name in the config, for example <c>app-1</c>; null where the resource's name in the cloud gives no valid
    /// one.</summary>
    public required string? Name { get; init; }

    /// <summary>The id of the existing resource, or null for one that is created.</summary>
    [JsonRequired]
    public ResourceId? Id { get; init; }

    /// <summary>The name in the cloud, for example <c>staging-app-1</c>: that of the existing resource where there is one.</summary>
    public required string CloudName { get; init; }

    /// <summary>What is done.</summary>
    public required ResourceActions Actions { get; init; }

    /// <summary>Why it is deleted; null where it is not.</summary>
    [JsonRequired]
    public DeleteReason? Reason { get; init; }

    /// <summary>The fields that the change is about, sorted ordinally by name: those that differ, and all known ones of a create or a
    /// delete.</summary>
    [JsonRequired]
    public IReadOnlyList<FieldDifference> Fields { get; init; } = [];

    /// <summary>The permission that it needs.</summary>
    public required Approval Approval { get; init; }

    /// <summary>Whether the machine of an existing host is protected from deletion: the host cannot be replaced. Default: false.</summary>
    [JsonPropertyName("protected")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsProtected { get; init; }

    /// <summary>The list price per month before the change, or null where it is unknown.</summary>
    [JsonRequired]
    public decimal? MonthlyBefore { get; init; }

    /// <summary>The list price per month after the change, or null where it is unknown.</summary>
    [JsonRequired]
    public decimal? MonthlyAfter { get; init; }

    /// <summary>The name in the cloud of a resource that is created. A replacement may have another name than the existing resource; the
    /// field <c>name</c> then has both.</summary>
    [JsonIgnore]
    public string NewCloudName => Creates ? Declared(HostField.Name) ?? CloudName : CloudName;

    /// <summary>Whether a new resource is created.</summary>
    [JsonIgnore]
    public bool Creates => Actions.HasFlag(ResourceActions.Create);

    /// <summary>Whether an existing resource is deleted.</summary>
    [JsonIgnore]
    public bool Deletes => Actions.HasFlag(ResourceActions.Delete);

    /// <summary>Whether it exists as declared.</summary>
    [JsonIgnore]
    public bool IsUnchanged => Actions == ResourceActions.None && Fields.Count == 0;

    /// <summary>Whether a field differs that the plan does not change.</summary>
    [JsonIgnore]
    public bool HasDrift => Fields.Count > 0 && Drift.Any();

    /// <summary>The fields that differ and that the plan does not change.</summary>
    [JsonIgnore]
    public IEnumerable<FieldDifference> Drift => Actions switch
    {
        ResourceActions.None => Fields,
        ResourceActions.Update => Fields.Where(f => !f.IsUpdated),
        _ => [],
    };

    /// <summary>The declared value of a field, or null.</summary>
    /// <param name="field">The field's name.</param>
    public string? Declared(string field) => Find(field)?.Declared;

    /// <summary>The actual value of a field, or null.</summary>
    /// <param name="field">The field's name.</param>
    public string? Actual(string field) => Find(field)?.Actual;

    /// <summary>The order of a plan: by rank of kind, name and id.</summary>
    internal static int Compare(ResourceChange left, ResourceChange right)
    {
        int byKind = left.Kind == right.Kind ? 0 : ResourceKind.Rank(left.Kind).CompareTo(ResourceKind.Rank(right.Kind));
        int byName = byKind != 0 ? byKind : string.CompareOrdinal(left.Name, right.Name);
        return byName != 0 ? byName : Nullable.Compare(left.Id, right.Id);
    }

    private FieldDifference? Find(string field) => Fields.FirstOrDefault(f => f.Name == field);
}
