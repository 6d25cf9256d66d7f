using Amazon.EC2;
using Amazon.EC2.Model;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Clients;

/// <summary>spec/sandbox-aws.md as a whole: the lifecycle of an instance with AWSSDK.EC2, on a virtual clock.</summary>
public sealed class SdkCycleTests : IDisposable
{
    private const string Zone = "us-east-1a";

    private readonly Cloud _cloud = new();
    private readonly AmazonEC2Client _client;

    public SdkCycleTests() => _client = _cloud.Sdk();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _cloud.Dispose();
    }

    [Fact]
    public async Task An_instance_lives_from_its_image_to_its_termination()
    {
        string group = await GroupAsync();
        string id = await LaunchAsync(await ImageAsync(), group);
        await TagAsync(id);
        await ResizeAsync(id);
        string volume = await VolumeAsync(id);
        await AddressAsync(id);
        await EndAsync(id, group, volume);
    }

    private static List<TagSpecification> Tagged(ResourceType type) =>
        [new TagSpecification { ResourceType = type, Tags = [new Tag("stagecraft:project", "shop")] }];

    private async Task<string> ImageAsync()
    {
        DescribeImagesResponse found = await _client.DescribeImagesAsync(
            new DescribeImagesRequest
            {
                Owners = ["099720109477"],
                Filters = [new Filter("name", ["ubuntu/images/*/ubuntu-noble-24.04-*"]), new Filter("architecture", ["x86_64"])],
            },
            Cancellation);
        return found.Images.Single().ImageId;
    }

    private async Task<string> GroupAsync()
    {
        CreateSecurityGroupResponse group = await _client.CreateSecurityGroupAsync(
            new CreateSecurityGroupRequest
            {
                GroupName = "web",
                Description = "Web",
                TagSpecifications = Tagged(ResourceType.SecurityGroup),
            },
            Cancellation);
        await _client.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest
            {
                GroupId = group.GroupId,
                IpPermissions =
                [
                    new IpPermission
                    {
                        IpProtocol = "tcp", FromPort = 22, ToPort = 22, Ipv4Ranges = [new IpRange { CidrIp = "0.0.0.0/0" }],
                    },
                ],
            },
            Cancellation);
        SecurityGroup read = (await _client.DescribeSecurityGroupsAsync(
            new DescribeSecurityGroupsRequest { Filters = [new Filter("tag:stagecraft:project", ["shop"])] }, Cancellation))
            .SecurityGroups.Single();
        (read.GroupId, read.IpPermissions.Single().FromPort).Should().Be((group.GroupId, 22));
        return group.GroupId;
    }

    private async Task<string> LaunchAsync(string image, string group)
    {
        RunInstancesRequest request = new RunInstancesRequest
        {
            ImageId = image,
            InstanceType = InstanceType.T3Micro,
            MinCount = 1,
            MaxCount = 1,
            ClientToken = "cycle-1",
            SecurityGroupIds = [group],
            Placement = new Placement { AvailabilityZone = Zone },
            TagSpecifications = Tagged(ResourceType.Instance),
        };
        Instance created = (await _client.RunInstancesAsync(request, Cancellation)).Reservation.Instances.Single();
        created.State.Name.Should().Be(InstanceStateName.Pending);
        (await _client.RunInstancesAsync(request, Cancellation)).Reservation.Instances.Single().InstanceId.Should().Be(created.InstanceId);
        Instance running = await WaitAsync(created.InstanceId, InstanceStateName.Running);
        running.PublicIpAddress.Should().NotBeNullOrEmpty();
        (running.ImageId, running.SecurityGroups.Single().GroupId).Should().Be((image, group));
        return created.InstanceId;
    }

    private async Task TagAsync(string id)
    {
        await _client.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new Tag("Name", "web-1")] }, Cancellation);
        DescribeInstancesResponse named = await _client.DescribeInstancesAsync(
            new DescribeInstancesRequest { Filters = [new Filter("tag:Name", ["web-*"])] }, Cancellation);
        named.Reservations.Single().Instances.Single().Tags.Select(tag => tag.Key).Should().BeEquivalentTo("Name", "stagecraft:project");
    }

    private async Task ResizeAsync(string id)
    {
        await _client.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] }, Cancellation);
        (await WaitAsync(id, InstanceStateName.Stopped)).PublicIpAddress.Should().BeNullOrEmpty();
        await _client.ModifyInstanceAttributeAsync(
            new ModifyInstanceAttributeRequest { InstanceId = id, InstanceType = "t3.small" }, Cancellation);
        await _client.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [id] }, Cancellation);
        (await WaitAsync(id, InstanceStateName.Running)).InstanceType.Should().Be(InstanceType.T3Small);
    }

    private async Task<string> VolumeAsync(string instance)
    {
        string volume = (await _client.CreateVolumeAsync(
            new CreateVolumeRequest
            {
                AvailabilityZone = Zone,
                Size = 10,
                VolumeType = VolumeType.Gp3,
                TagSpecifications = Tagged(ResourceType.Volume),
            },
            Cancellation)).Volume.VolumeId;
        await WaitAsync(volume, VolumeState.Available);
        await _client.AttachVolumeAsync(
            new AttachVolumeRequest { VolumeId = volume, InstanceId = instance, Device = "/dev/sdf" }, Cancellation);
        (await WaitAsync(volume, VolumeState.InUse)).Attachments.Single().InstanceId.Should().Be(instance);
        _cloud.Clock.Advance(10);
        await _client.DetachVolumeAsync(new DetachVolumeRequest { VolumeId = volume }, Cancellation);
        await WaitAsync(volume, VolumeState.Available);
        return volume;
    }

    private async Task AddressAsync(string instance)
    {
        AllocateAddressResponse address = await _client.AllocateAddressAsync(
            new AllocateAddressRequest { Domain = DomainType.Vpc, TagSpecifications = Tagged(ResourceType.ElasticIp) }, Cancellation);
        AssociateAddressResponse association = await _client.AssociateAddressAsync(
            new AssociateAddressRequest { AllocationId = address.AllocationId, InstanceId = instance }, Cancellation);
        (await ReadAsync(instance)).PublicIpAddress.Should().Be(address.PublicIp);
        await _client.DisassociateAddressAsync(
            new DisassociateAddressRequest { AssociationId = association.AssociationId }, Cancellation);
        (await ReadAsync(instance)).PublicIpAddress.Should().NotBe(address.PublicIp);
        await _client.ReleaseAddressAsync(new ReleaseAddressRequest { AllocationId = address.AllocationId }, Cancellation);
        (await _client.DescribeAddressesAsync(new DescribeAddressesRequest(), Cancellation)).Addresses.Should().BeNullOrEmpty();
    }

    private async Task EndAsync(string id, string group, string volume)
    {
        DeleteSecurityGroupRequest delete = new DeleteSecurityGroupRequest { GroupId = group };
        Func<Task> early = () => _client.DeleteSecurityGroupAsync(delete, Cancellation);
        (await early.Should().ThrowAsync<AmazonEC2Exception>()).Which.ErrorCode.Should().Be("DependencyViolation");
        await _client.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] }, Cancellation);
        await WaitAsync(id, InstanceStateName.Terminated);
        await _client.DeleteSecurityGroupAsync(delete, Cancellation);
        await _client.DeleteVolumeAsync(new DeleteVolumeRequest { VolumeId = volume }, Cancellation);
        _cloud.Clock.Advance(10);
        (await _client.DescribeVolumesAsync(new DescribeVolumesRequest(), Cancellation)).Volumes.Should().BeNullOrEmpty();
        (await _client.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest(), Cancellation))
            .SecurityGroups.Single().GroupName.Should().Be("default");
        _cloud.Sandbox.Instances.Single().State.Should().Be("terminated");
    }

    private async Task<Instance> ReadAsync(string id) => (await _client.DescribeInstancesAsync(
        new DescribeInstancesRequest { InstanceIds = [id] }, Cancellation)).Reservations.Single().Instances.Single();

    private async Task<Instance> WaitAsync(string id, InstanceStateName state)
    {
        for (int second = 0; second < 60 && (await ReadAsync(id)).State.Name != state; second++)
        {
            _cloud.Clock.Advance(1);
        }

        Instance read = await ReadAsync(id);
        read.State.Name.Should().Be(state);
        return read;
    }

    private async Task<Volume> WaitAsync(string id, VolumeState state)
    {
        Volume? read = null;
        for (int second = 0; second < 60 && read?.State != state; second++)
        {
            _cloud.Clock.Advance(1);
            read = (await _client.DescribeVolumesAsync(new DescribeVolumesRequest { VolumeIds = [id] }, Cancellation)).Volumes.Single();
        }

        read!.State.Should().Be(state);
        return read;
    }
}
