namespace Stagecraft.Plans;

/// <summary>Makes the changes of hosts, each with the fields and the approval that a plan requires.</summary>
public static class HostChange
{
    /// <summary>A host that is created.</summary>
    /// <param name="host">The host.</param>
    public static ResourceChange Create(HostSpec host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new ResourceChange
        {
            Kind = ResourceKind.Host,
            Name = host.Name,
            CloudName = host.MachineName,
            Actions = ResourceActions.Create,
            Fields = Fields(host, null),
            Approval = Approval.Change,
        };
    }

    /// <summary>A machine that is deleted.</summary>
    /// <param name="machine">The machine.</param>
    public static ResourceChange Delete(HostDeletion machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return new ResourceChange
        {
            Kind = ResourceKind.Host,
            Name = machine.Name,
            Id = machine.Id,
            CloudName = machine.MachineName,
            Actions = ResourceActions.Delete,
            Reason = machine.Reason,
            Fields =
            [
                new FieldDifference(HostField.Region, null, machine.Region),
                new FieldDifference(HostField.Role, null, machine.Role),
                new FieldDifference(HostField.Size, null, machine.Size),
            ],
            Approval = Approval.Delete,
        };
    }

    /// <summary>A host whose machine is deleted, then created again.</summary>
    /// <param name="before">The machine that is deleted.</param>
    /// <param name="after">The host as it is created.</param>
    public static ResourceChange Replace(HostDeletion before, HostSpec after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Delete(before) with
        {
            Name = after.Name,
            Actions = ResourceActions.Replace,
            Reason = DeleteReason.Replace,
            Fields = Fields(after, before),
        };
    }

    /// <summary>A machine that is neither deleted nor replaced: unchanged, with drift, or updated in place.</summary>
    /// <param name="name">The host's name, or null where the machine's name gives no valid one.</param>
    /// <param name="machineName">The machine's name.</param>
    /// <param name="id">The machine's id.</param>
    /// <param name="fields">The fields that differ; none where the host is as declared. Those with
    /// <see cref="FieldDifference.IsUpdated"/> are updated, the others are drift.</param>
    public static ResourceChange Keep(string? name, string machineName, ResourceId id, params IReadOnlyList<FieldDifference> fields)
    {
        bool isUpdated = fields.Any(f => f.IsUpdated);
        return new()
        {
            Kind = ResourceKind.Host,
            Name = name,
            Id = id,
            CloudName = machineName,
            Actions = isUpdated ? ResourceActions.Update : ResourceActions.None,
            Fields = fields.Count == 0 ? [] : [.. fields.OrderBy(f => f.Name, StringComparer.Ordinal)],
            Approval = fields.Any(f => f is { Name: HostField.Size, IsUpdated: true }) ? Approval.Downtime
                : isUpdated ? Approval.Change
                : Approval.None,
        };
    }

    internal static HostSpec Spec(ResourceChange change) => new()
    {
        Name = change.Name!,
        MachineName = change.NewCloudName,
        Role = change.Declared(HostField.Role) ?? "",
        Size = change.Declared(HostField.Size) ?? "",
        Region = change.Declared(HostField.Region) ?? "",
        Image = change.Declared(HostField.Image) ?? "",
        Tags = change.Declared(HostField.Tags) is { Length: > 0 } tags ? tags.Split(',') : [],
    };

    internal static HostDeletion Deletion(ResourceChange change) => new()
    {
        Name = change.Name,
        MachineName = change.CloudName,
        Role = change.Actual(HostField.Role),
        Size = change.Actual(HostField.Size) ?? "",
        Region = change.Actual(HostField.Region) ?? "",
        Id = change.Id!.Value,
        Reason = change.Reason!.Value,
    };

    private static FieldDifference[] Fields(HostSpec host, HostDeletion? before) =>
    [
        new FieldDifference(HostField.Image, host.Image, null),
        .. before is null || before.MachineName == host.MachineName
            ? Array.Empty<FieldDifference>() : [new FieldDifference(HostField.Name, host.MachineName, before.MachineName)],
        new FieldDifference(HostField.Region, host.Region, before?.Region),
        new FieldDifference(HostField.Role, host.Role, before?.Role),
        new FieldDifference(HostField.Size, host.Size, before?.Size),
        new FieldDifference(HostField.Tags, string.Join(',', host.Tags.Order(StringComparer.Ordinal)), null),
    ];
}
