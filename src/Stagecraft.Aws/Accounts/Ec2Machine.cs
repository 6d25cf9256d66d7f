using Stagecraft.Aws.Api;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Accounts;

/// <summary>An instance as the engine reads it (spec aws.md 6.6).</summary>
internal sealed record Ec2Machine : Machine
{
    /// <summary>The instance as the API shows it.</summary>
    public required AwsInstance Instance { get; init; }

    /// <param name="instance">The instance, with its tags.</param>
    /// <param name="region">Its region.</param>
    public static Ec2Machine Of(AwsInstance instance, string region)
    {
        IReadOnlyDictionary<string, string> tags = instance.Tags ?? new Dictionary<string, string>();
        return new()
        {
            Id = new(instance.Id),
            Name = tags.GetValueOrDefault(AwsTags.Name) is { Length: > 0 } name ? name : instance.Id,
            State = StateOf(instance.State),
            Status = instance.State,
            IsBusy = instance.State is "pending" or "stopping",
            CreatedAt = instance.AttachTime ?? instance.LaunchTime ?? DateTimeOffset.UnixEpoch,
            Region = region,
            Size = instance.Type,
            Tags = AwsTags.FromAws(tags),
            PublicIpv4 = instance.PublicIpv4,
            ReservedIpv4 = instance.HasElasticIp ? instance.PublicIpv4 : null,
            PrivateIpv4 = instance.PrivateIpv4,
            PublicIpv6 = instance.Ipv6,
            Instance = instance,
        };
    }

    public override string? ActualOf(DeclaredProperty declared) => declared.Name switch
    {
        HostField.Image when ImageAlias.Find(declared.Value!) is null && !declared.Value!.StartsWith("ssm:", StringComparison.Ordinal) =>
            Instance.ImageId,
        "iam_instance_profile" => Instance.InstanceProfile?[(Instance.InstanceProfile.LastIndexOf('/') + 1)..] ?? "",
        "monitoring" => Instance.Monitoring is { } isDetailed ? Text(isDetailed) : null,

        // An instance that stops or is stopped has no public address, and an Elastic IP replaces the own one.
        "public_ip" => Instance.State == "running" && !Instance.HasElasticIp ? Text(PublicIpv4 is not null) : null,
        "security_groups" => GroupsOf(declared.Value!),
        "ssh_key_name" => Instance.KeyName ?? "",
        "subnet" => Instance.SubnetId,
        "zone" => Instance.Zone,
        _ => null,
    };

    /// <summary>The groups of the instance, by id where the config names the id; without those of firewalls, which are resources of their
    /// own.</summary>
    private string? GroupsOf(string declared)
    {
        HashSet<string> names = [.. declared.Split(", ")];
        return Instance.SecurityGroups.Count == 0 ? null : Ec2Host.GroupsText(Instance.SecurityGroups
            .Where(g => names.Contains(g.Id) || g.Name is null || names.Contains(g.Name)
                || !g.Name.StartsWith(SecurityGroupNames.Reserved, StringComparison.Ordinal))
            .Select(g => names.Contains(g.Id) ? g.Id : g.Name ?? g.Id));
    }

    private static MachineState StateOf(string state) => state switch
    {
        "pending" => MachineState.Starting,
        "running" or "stopping" => MachineState.Running,
        "stopped" => MachineState.Stopped,
        "shutting-down" => MachineState.Terminating,
        "terminated" => MachineState.Terminated,
        _ => MachineState.Unknown,
    };

    private static string Text(bool flag) => flag ? "true" : "false";
}
