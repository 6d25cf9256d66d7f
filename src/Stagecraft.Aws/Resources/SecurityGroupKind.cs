using Stagecraft.Aws.Api;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Resources;

/// <summary>The security groups of declared firewalls (spec aws.md 8.1).</summary>
internal sealed class SecurityGroupKind(ResourceRegions regions, ResourceOwner owner, Networks networks) : IResourceKind
{
    private static readonly Ec2Filter NotTerminated = new("instance-state-name", ["pending", "running", "stopping", "stopped"]);

    private readonly GroupMembers _members = new(regions, owner);
    private readonly SecurityGroupChecks _checks = new(owner, networks);

    public string Kind => ResourceKind.Firewall;

    public string Noun => "firewall";

    public ResourceOwnership Ownership => ResourceOwnership.Tags;

    // In a VPC.
    public bool HasUniqueNames => true;

    // Existing instances get the group before hosts are created.
    public bool ComparesMachines => true;

    public Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken)
    {
        SecurityGroupSettings[] groups = [.. declared.Cast<SecurityGroupSettings>()];
        return regions.ReadAsync(
            groups.Select(g => g.Region), region => ReadAsync(region, groups, priority, cancellationToken), cancellationToken);
    }

    public IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context)
    {
        Dictionary<string, string> fields = GroupRules.Fields(((SecurityGroup)actual).Group, context);
        if (declared is SecurityGroupSettings settings)
        {
            fields[HostTargets.FieldName] = _members.TextOf((SecurityGroup)actual, settings, context);
        }

        return fields;
    }

    public decimal? PriceOf(DeclaredResource declared) => 0;

    public decimal? PriceOf(Resource actual) => 0;

    public IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) =>
        [.. declared.Cast<SecurityGroupSettings>().SelectMany(g => _checks.Of(g, list, context))];

    public async Task<UpdateOutcome> CreateAsync(
        DeclaredResource declared,
        IReadOnlyList<string> tags,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        SecurityGroupSettings group = (SecurityGroupSettings)declared;
        if (networks.VpcOf(group.Region, group.Subnets[0].Subnet) is not { } vpc)
        {
            return Outcomes.Refused($"the VPC of the hosts of firewall '{group.Name}' in {group.Region} does not exist");
        }

        SortedDictionary<string, string> all = AwsTags.ToAws(tags);
        (all[AwsTags.Name], all[AwsTags.Firewall]) = (group.CloudName, group.Group);
        WriteResult<string> result = await regions.In(group.Region).Network.CreateSecurityGroupAsync(
            group.CloudName, $"Stagecraft firewall {group.Group}", vpc, all, precondition, cancellationToken).ConfigureAwait(false);
        return WithMore(
            Outcomes.Of(result, id => SecurityGroup.Of(
                new AwsSecurityGroup(id, group.CloudName, vpc, null, [], [], all), group.Region, owner, [])),
            hasMore: true);
    }

    public async Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken)
    {
        SecurityGroupSettings settings = (SecurityGroupSettings)declared;
        SecurityGroup group = (SecurityGroup)actual;
        bool changesHosts = fields.Contains(HostTargets.FieldName);
        if (fields.All(f => f == HostTargets.FieldName))
        {
            (UpdateOutcome outcome, bool hasMore) =
                await _members.UpdateAsync(settings, group, context, precondition, cancellationToken).ConfigureAwait(false);
            return WithMore(outcome, hasMore);
        }

        if (GroupRules.MissingGroup(settings, context) is { } missing)
        {
            return Outcomes.Refused($"firewall '{missing}', which a rule names, does not exist yet", isTransient: true);
        }

        RuleChange[] changes = [.. RuleChange.Between(group, GroupRules.Declared(settings, context))];
        if (changes.Length == 0)
        {
            return new UpdateOutcome.Accepted();
        }

        WriteResult<string> result = await changes[0].SendAsync(
            regions.In(group.Region!).Network, group.Id.Value, precondition, cancellationToken).ConfigureAwait(false);
        return WithMore(Outcomes.Of(result), changes.Length > 1 || changesHosts);
    }

    // A group cannot be deleted while an instance has it. The instances that the run terminated no longer have it.
    public async Task<UpdateOutcome> DeleteAsync(Resource actual, Func<bool> precondition, CancellationToken cancellationToken) =>
        actual.Attached is [ResourceId instance, ..]
            ? await _members.RemoveAsync((SecurityGroup)actual, instance, precondition, cancellationToken).ConfigureAwait(false)
            : Outcomes.OfDelete(
                await regions.In(actual.Region!).Network.DeleteSecurityGroupAsync(actual.Id.Value, precondition, cancellationToken)
                    .ConfigureAwait(false));

    private static UpdateOutcome WithMore(UpdateOutcome outcome, bool hasMore) =>
        outcome is UpdateOutcome.Accepted accepted ? accepted with { HasMore = hasMore } : outcome;

    private async Task<(IReadOnlyList<Resource> Resources, long SentAt)> ReadAsync(
        RegionClient region,
        IReadOnlyList<SecurityGroupSettings> declared,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        SecurityGroupSettings[] ofRegion = [.. declared.Where(d => d.Region == region.Region)];
        Task vpcs = networks.ReadAsync(region, ofRegion.SelectMany(d => d.Subnets).Select(s => s.Subnet), cancellationToken);
        Listing<AwsSecurityGroup> groups = await region.Network.ListSecurityGroupsAsync(
            [new Ec2Filter("group-name", Ec2Filter.Literal(owner.GroupPrefix) + "*")], priority, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<AwsInstance> instances = groups.Items.Count == 0 ? []
            : (await region.Instances.ListAsync(
                [new Ec2Filter("instance.group-id", [.. groups.Items.Select(g => g.Id)]), NotTerminated], priority, cancellationToken)
                .ConfigureAwait(false)).Items;
        await vpcs.ConfigureAwait(false);
        return (
            [
                .. groups.Items.Select(g => SecurityGroup.Of(
                    g, region.Region, owner, instances.Where(i => i.SecurityGroups.Any(s => s.Id == g.Id)))),
            ],
            groups.SentAt);
    }
}
