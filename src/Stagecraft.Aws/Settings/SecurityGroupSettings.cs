namespace Stagecraft.Aws.Settings;

/// <summary>A declared security group: that of a firewall, or of a role that rules name, in one region.</summary>
internal sealed record SecurityGroupSettings : DeclaredResource
{
    /// <summary>The name without the region, for example <c>web</c> or <c>role.app</c>.</summary>
    public required string Group { get; init; }

    public required string Region { get; init; }

    /// <summary>The members, sorted ordinally.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>The different subnets of the members, with one host each; null for the default VPC.</summary>
    public required IReadOnlyList<(string? Subnet, string Host)> Subnets { get; init; }

    /// <summary>Sorted by name; none for the group of a role.</summary>
    public required IReadOnlyList<FirewallRule> Rules { get; init; }

    /// <summary>The names of the groups of the roles that rules name, by role.</summary>
    public required IReadOnlyDictionary<string, string> Roles { get; init; }

    /// <summary>The declared value of <see cref="HostTargets.FieldName"/>.</summary>
    public string Targets => Fields.First(f => f.Name == HostTargets.FieldName).Value;

    public override string ToString() => base.ToString();
}
