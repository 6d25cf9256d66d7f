using Amazon.EC2;
using Amazon.EC2.Model;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Addresses;

/// <summary>spec/sandbox-aws.md, section 11: Elastic IP addresses.</summary>
public sealed class AddressTests : IDisposable
{
    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task An_address_is_allocated_with_tags_and_released()
    {
        using AmazonEC2Client client = _cloud.Sdk();
        AllocateAddressResponse allocated = await client.AllocateAddressAsync(
            new AllocateAddressRequest
            {
                Domain = DomainType.Vpc,
                TagSpecifications = [new TagSpecification { ResourceType = ResourceType.ElasticIp, Tags = [new Tag("team", "shop")] }],
            },
            TestContext.Current.CancellationToken);
        DescribeAddressesResponse listed = await client.DescribeAddressesAsync(
            new DescribeAddressesRequest { Filters = [new Filter("tag:team", ["shop"])] }, TestContext.Current.CancellationToken);
        listed.Addresses.Single().PublicIp.Should().Be(allocated.PublicIp);
        listed.Addresses.Single().AssociationId.Should().BeNull();
        await client.ReleaseAddressAsync(
            new ReleaseAddressRequest { AllocationId = allocated.AllocationId }, TestContext.Current.CancellationToken);
        _cloud.Send("DescribeAddresses", $"AllocationId.1={allocated.AllocationId}").ShouldBe(400, "InvalidAllocationID.NotFound");
    }

    [Fact]
    public void The_number_of_addresses_is_limited_per_region()
    {
        _cloud.Set(conditions => conditions with { AddressLimit = 1 });
        Allocate();
        _cloud.Send("AllocateAddress").ShouldBe(400, "AddressLimitExceeded");
        _cloud.Send("AllocateAddress", new Signer { Region = "eu-west-1" }).ShouldSucceed();
    }

    [Fact]
    public void An_associated_address_replaces_the_public_address_of_the_instance()
    {
        string instance = Run();
        string own = PublicIp(instance);
        (string id, string ip) = Allocate();
        string association = Associate(id, instance).ShouldSucceed().Text("associationId");
        PublicIp(instance).Should().Be(ip);
        Reply listed = _cloud.Send("DescribeAddresses", "Filter.1.Name=instance-id", $"Filter.1.Value.1={instance}");
        listed.Text("associationId").Should().Be(association);
        _cloud.Send("ReleaseAddress", $"AllocationId={id}").ShouldBe(400, "InvalidIPAddress.InUse");
        _cloud.Send("DisassociateAddress", $"AssociationId={association}").ShouldSucceed();
        PublicIp(instance).Should().NotBe(ip).And.NotBe(own);
        _cloud.Send("DisassociateAddress", $"AssociationId={association}").ShouldBe(400, "InvalidAssociationID.NotFound");
    }

    [Fact]
    public void A_reassociation_can_be_refused()
    {
        (string first, string second) = (Run(), Run());
        (string id, string ip) = Allocate();
        Associate(id, first).ShouldSucceed();
        Associate(id, second, "AllowReassociation=false").ShouldBe(400, "Resource.AlreadyAssociated");
        Associate(id, first, "AllowReassociation=false").ShouldSucceed();
        Associate(id, second).ShouldSucceed();
        PublicIp(second).Should().Be(ip);
        PublicIp(first).Should().NotBe(ip);
    }

    [Fact]
    public void An_instance_has_one_address()
    {
        string instance = Run();
        (string first, string _) = Allocate();
        (string second, string ip) = Allocate();
        Associate(first, instance).ShouldSucceed();
        Associate(second, instance).ShouldSucceed();
        PublicIp(instance).Should().Be(ip);
        _cloud.Send("DescribeAddresses", $"AllocationId.1={first}").Texts("associationId").Should().BeEmpty();
    }

    [Fact]
    public void A_pending_instance_gets_no_address()
    {
        string instance = _cloud.RunOne();
        Associate(Allocate().Id, instance).ShouldBe(400, "InvalidInstanceID");
    }

    [Fact]
    public void A_stopped_instance_keeps_its_address()
    {
        string instance = Run();
        (string id, string ip) = Allocate();
        Associate(id, instance).ShouldSucceed();
        _cloud.Sandbox.StopInstance(instance);
        _cloud.Clock.Advance(6);
        PublicIp(instance).Should().Be(ip);
    }

    [Fact]
    public void A_termination_ends_the_association()
    {
        string instance = Run();
        (string id, string _) = Allocate();
        Associate(id, instance).ShouldSucceed();
        _cloud.Send("TerminateInstances", $"InstanceId.1={instance}").ShouldSucceed();
        _cloud.Send("DescribeAddresses", $"AllocationId.1={id}").Texts("associationId").Should().BeEmpty();
        _cloud.Send("ReleaseAddress", $"AllocationId={id}").ShouldSucceed();
    }

    [Fact]
    public void A_network_interface_names_its_instance()
    {
        string instance = Run();
        string network = _cloud.Send("DescribeNetworkInterfaces").Text("networkInterfaceId");
        (string id, string ip) = Allocate();
        _cloud.Send("AssociateAddress", $"AllocationId={id}", $"NetworkInterfaceId={network}").ShouldSucceed();
        PublicIp(instance).Should().Be(ip);
        _cloud.Send("AssociateAddress", $"AllocationId={id}", "NetworkInterfaceId=eni-0000000000000000f")
            .ShouldBe(400, "InvalidNetworkInterfaceID.NotFound");
    }

    [Fact]
    public void Addresses_are_found_by_ip()
    {
        (string id, string ip) = Allocate();
        _cloud.Send("DescribeAddresses", $"PublicIp.1={ip}").ShouldSucceed().Text("allocationId").Should().Be(id);
        _cloud.Send("DescribeAddresses", "PublicIp.1=192.0.2.1").ShouldBe(400, "InvalidAddress.NotFound");
        _cloud.Send("ReleaseAddress", $"PublicIp={ip}").ShouldSucceed();
    }

    private (string Id, string Ip) Allocate()
    {
        Reply reply = _cloud.Send("AllocateAddress", "Domain=vpc").ShouldSucceed();
        return (reply.Text("allocationId"), reply.Text("publicIp"));
    }

    private Reply Associate(string id, string instance, params IEnumerable<string> parameters) =>
        _cloud.Send("AssociateAddress", [$"AllocationId={id}", $"InstanceId={instance}", .. parameters]);

    private string Run()
    {
        string id = _cloud.RunOne();
        _cloud.Clock.Advance(8);
        return id;
    }

    private string PublicIp(string instance) => _cloud.Send("DescribeInstances", $"InstanceId.1={instance}").Text("ipAddress");
}
