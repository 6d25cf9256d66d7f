using System.Text;
using System.Xml;
using Stagecraft.Aws.Api.Wire;

namespace Stagecraft.Aws.Api.Client;

/// <summary>Instances and tags of one region. Reads throw <see cref="CloudException"/>; writes return a result.</summary>
internal sealed class InstanceClient(Ec2Requests requests, Ec2Lists lists)
{
    private const int PageSize = 1000;

    /// <summary>Reads the instances that match all filters, terminated ones included; sorted by id.</summary>
    public Task<Listing<AwsInstance>> ListAsync(
        IReadOnlyList<Ec2Filter> filters, RequestPriority priority, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeInstances").Add("MaxResults", PageSize),
            filters,
            InstanceReader.FromReservations,
            i => i.Id,
            cancellationToken,
            priority);

    /// <summary>Reads an instance by its id; null if the API states that it does not exist, which it may also state about a new
    /// one.</summary>
    public async Task<Dated<AwsInstance?>> FindAsync(string id, RequestPriority priority, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.ReadAsync<AwsInstance?>(
                requests.Query("DescribeInstances").AddList("InstanceId", [id]),
                response => InstanceReader.FromReservations(response).SingleOrDefault(i => i.Id == id),
                cancellationToken,
                priority,
                limit: AwsLimits.InstancesById).ConfigureAwait(false);
        }
        catch (CloudException e) when (e is { Kind: FailureKind.Refused, Failure.ErrorId: AwsErrors.InstanceNotFound })
        {
            return new Dated<AwsInstance?>(null, e.ServerTime);
        }
    }

    /// <summary>Creates an instance. The request is sent again only if it provably had no effect.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait before the request is sent. A request in flight is not canceled.</param>
    public Task<WriteResult<AwsInstance>> RunAsync(RunInstance instance, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(
            RunQuery(instance),
            response => InstanceReader.FromReservation(response).ToArray() is [AwsInstance only]
                ? only
                : throw new XmlException("it does not have one instance"),
            precondition,
            cancellationToken,
            secret: SecretOf(instance));

    /// <summary>Sends an action on instances whose response is not used, as a dry run if the client is for dry runs.</summary>
    public Task<WriteResult<string>> SendAsync(string action, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        requests.WriteAsync(requests.Query(action).AddList("InstanceId", ids), null, cancellationToken);

    public Task<WriteResult<IReadOnlyList<AwsStateChange>>> TerminateAsync(
        string id, Func<bool>? precondition, CancellationToken cancellationToken) =>
        ChangeStateAsync(requests.Query("TerminateInstances").AddList("InstanceId", [id]), precondition, cancellationToken);

    public Task<WriteResult<IReadOnlyList<AwsStateChange>>> StartAsync(
        string id, Func<bool>? precondition, CancellationToken cancellationToken) =>
        ChangeStateAsync(requests.Query("StartInstances").AddList("InstanceId", [id]), precondition, cancellationToken);

    /// <param name="id">The instance.</param>
    /// <param name="isForced">Whether the operating system is not shut down first.</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait before the request is sent.</param>
    public Task<WriteResult<IReadOnlyList<AwsStateChange>>> StopAsync(
        string id, bool isForced, Func<bool>? precondition, CancellationToken cancellationToken) =>
        ChangeStateAsync(
            requests.Query("StopInstances").AddList("InstanceId", [id]).Add("Force", isForced ? true : null),
            precondition,
            cancellationToken);

    /// <summary>Changes the type of a stopped instance.</summary>
    public Task<WriteResult<string>> SetTypeAsync(string id, string type, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(Modify(id).Add("InstanceType.Value", type), precondition, cancellationToken);

    public Task<WriteResult<string>> SetProtectionAsync(
        string id, bool isProtected, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(Modify(id).Add("DisableApiTermination.Value", isProtected), precondition, cancellationToken);

    /// <summary>Switches the detailed monitoring of instances.</summary>
    public Task<WriteResult<string>> SetMonitoringAsync(
        IReadOnlyList<string> ids, bool isDetailed, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query(isDetailed ? "MonitorInstances" : "UnmonitorInstances").AddList("InstanceId", ids),
            precondition,
            cancellationToken);

    /// <summary>Replaces the security groups of an instance.</summary>
    public Task<WriteResult<string>> SetGroupsAsync(
        string id, IReadOnlyList<string> groupIds, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(Modify(id).AddList("GroupId", groupIds), precondition, cancellationToken);

    /// <summary>Creates or overwrites tags of resources of any type.</summary>
    public Task<WriteResult<string>> CreateTagsAsync(
        IReadOnlyList<string> resourceIds,
        IReadOnlyDictionary<string, string> tags,
        Func<bool>? precondition,
        CancellationToken cancellationToken) =>
        requests.WriteAsync(
            requests.Query("CreateTags").AddList("ResourceId", resourceIds).AddTags("Tag", tags), precondition, cancellationToken);

    /// <summary>Deletes tags with these keys, whatever their values.</summary>
    public Task<WriteResult<string>> DeleteTagsAsync(
        IReadOnlyList<string> resourceIds, IReadOnlyList<string> keys, Func<bool>? precondition, CancellationToken cancellationToken)
    {
        QueryWriter query = requests.Query("DeleteTags").AddList("ResourceId", resourceIds);
        for (int i = 0; i < keys.Count; i++)
        {
            query.Add(string.Create(CultureInfo.InvariantCulture, $"Tag.{i + 1}.Key"), keys[i]);
        }

        return requests.WriteAsync(query, precondition, cancellationToken);
    }

    /// <summary>Reads the tags of resources, by filters such as <c>resource-id</c>, <c>resource-type</c> and <c>key</c>. A delete requires
    /// them, because a list of instances can lack the tags.</summary>
    public Task<Listing<AwsTag>> ListTagsAsync(
        IReadOnlyList<Ec2Filter> filters, RequestPriority priority, CancellationToken cancellationToken) =>
        lists.ReadAsync(
            () => requests.Query("DescribeTags").Add("MaxResults", PageSize),
            filters,
            response => response.Items("tagSet").Select(t =>
                new AwsTag(t.Required("resourceId"), t.Required("key"), t.Text("value") ?? "")),
            t => $"{t.ResourceId} {t.Key}",
            cancellationToken,
            priority);

    private Task<WriteResult<IReadOnlyList<AwsStateChange>>> ChangeStateAsync(
        QueryWriter query, Func<bool>? precondition, CancellationToken cancellationToken) =>
        requests.WriteAsync(query, InstanceReader.StateChanges, precondition, cancellationToken, isIdempotent: true);

    private QueryWriter Modify(string id) => requests.Query("ModifyInstanceAttribute").Add("InstanceId", id);

    // A message can repeat the text or its encoding.
    private static string? SecretOf(RunInstance instance) =>
        instance.UserData is { } text ? $"{text}\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}" : null;

    private QueryWriter RunQuery(RunInstance instance)
    {
        QueryWriter query = requests.Query("RunInstances")
            .Add("MinCount", 1)
            .Add("MaxCount", 1)
            .Add("ClientToken", instance.ClientToken)
            .Add("ImageId", instance.ImageId)
            .Add("InstanceType", instance.Type)
            .Add("KeyName", instance.KeyName)
            .Add("Placement.AvailabilityZone", instance.Zone)
            .Add("UserData", instance.UserData is { } text ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : null)
            .Add("DisableApiTermination", instance.DisableApiTermination)
            .Add("Monitoring.Enabled", instance.Monitoring)
            .Add("MetadataOptions.HttpTokens", "required")
            .Add("MetadataOptions.HttpEndpoint", "enabled");
        query.Add(
            $"IamInstanceProfile.{(instance.InstanceProfile?.StartsWith("arn:", StringComparison.Ordinal) == true ? "Arn" : "Name")}",
            instance.InstanceProfile);
        if (instance.RootSize is not null)
        {
            query.Add("BlockDeviceMapping.1.DeviceName", instance.RootDevice)
                .Add("BlockDeviceMapping.1.Ebs.VolumeSize", instance.RootSize)
                .Add("BlockDeviceMapping.1.Ebs.DeleteOnTermination", true);
        }

        return AddNetwork(query, instance)
            .AddTagSpecification(1, "instance", instance.Tags)
            .AddTagSpecification(2, "volume", instance.PartTags)
            .AddTagSpecification(3, "network-interface", instance.PartTags);
    }

    // A public address can be requested only with a network interface, which then contains the subnet and the groups.
    private static QueryWriter AddNetwork(QueryWriter query, RunInstance instance) => instance.PublicIpv4 is null
        ? query.Add("SubnetId", instance.SubnetId).AddList("SecurityGroupId", instance.SecurityGroupIds)
        : query.Add("NetworkInterface.1.DeviceIndex", 0)
            .Add("NetworkInterface.1.AssociatePublicIpAddress", instance.PublicIpv4)
            .Add("NetworkInterface.1.DeleteOnTermination", true)
            .Add("NetworkInterface.1.SubnetId", instance.SubnetId)
            .AddList("NetworkInterface.1.SecurityGroupId", instance.SecurityGroupIds);
}
