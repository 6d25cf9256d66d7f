using Stagecraft.Aws.Api;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Plans;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Tests.Resources;

/// <summary>spec/providers/cloud/aws.md 8.3.</summary>
public sealed class ElasticIpKindTests : IDisposable
{
    private const string Kind = ResourceKind.ReservedIp;

    private readonly ResourceRig _rig = new("{web-1: {role: web}}");

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void An_address_is_reserved_with_tags_and_associated()
    {
        string address = Reserve();
        _rig.AddHost("web-1");

        _rig.Converge(Kind);

        Addresses().Single().InstanceId.Should().Be(_rig.Machines["web-1"].Value);
        Addresses().Single().Tags.Should().Equal(
            new Dictionary<string, string> { ["stagecraft:environment"] = "prod", ["stagecraft:project"] = "shop" });
        Resource actual = _rig.List(Kind).Resources.Single();
        (actual.CloudName, _rig.Kind(Kind).PriceOf(actual)).Should().Be((address, 3.65m));
    }

    [Theory]
    [InlineData(SandboxFaultKind.LostAnswerAfter)]
    [InlineData(SandboxFaultKind.ServerErrorAfter)]
    public void A_reservation_is_sent_once(SandboxFaultKind fault)
    {
        _rig.Fault(fault, "AllocateAddress");

        _rig.Clock.Run(() => _rig.Kind(Kind).ReserveAsync(ResourceRig.Region, () => true, default))
            .Should().BeOfType<UpdateOutcome.Unclear>();

        _rig.Writes.Should().ContainSingle(w => w == "AllocateAddress");
    }

    [Fact]
    public void A_reservation_beyond_the_quota_is_refused()
    {
        for (int i = 0; i < 5; i++)
        {
            Reserve();
        }

        _rig.Clock.Run(() => _rig.Kind(Kind).ReserveAsync(ResourceRig.Region, () => true, default))
            .Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.ErrorId.Should().Be("AddressLimitExceeded");
    }

    [Fact]
    public void A_lost_response_to_an_association_is_repeated()
    {
        Reserve();
        _rig.AddHost("web-1");
        _rig.Fault(SandboxFaultKind.LostAnswerAfter, "AssociateAddress");

        _rig.Converge(Kind);

        Addresses().Single().InstanceId.Should().Be(_rig.Machines["web-1"].Value);
    }

    [Fact]
    public void An_address_of_another_instance_is_never_taken()
    {
        string address = Reserve();
        AwsSandboxInstance other = _rig.Cloud.CreateInstance(region: ResourceRig.Region);
        _rig.AddHost("web-1");
        KindState free = _rig.State(Kind);
        _rig.Run(c => c.Network.AssociateAddressAsync(Addresses().Single().AllocationId, other.Id, false, null, default))
            .IsAccepted.Should().BeTrue();

        _rig.Check(Kind).Should().Equal(
            $"reserved IP {address} is associated with instance {other.Id}, which is not a host of this environment");
        UpdateOutcome outcome = _rig.Clock.Run(() => free.Kind.UpdateAsync(
            _rig.Declared.Single(), free.Owned["web-1"], ["host"], _rig.Context(free), () => true, default));

        outcome.Should().BeOfType<UpdateOutcome.Refused>("the list is old, so the API refuses it").Which.Failure.ErrorId
            .Should().Be("Resource.AlreadyAssociated");
        Addresses().Single().InstanceId.Should().Be(other.Id);
    }

    [Fact]
    public void An_instance_has_one_address()
    {
        string first = Reserve();
        _rig.AddHost("web-1");
        _rig.Converge(Kind);
        string second = Reserve();

        _rig.Check(Kind).Should().ContainSingle().Which.Should().EndWith($"already has the reserved IP {first}: it can have one");
        second.Should().NotBe(first);
    }

    [Fact]
    public void An_address_of_another_region_is_reported()
    {
        string address = Reserve("us-east-1");
        _rig.Declare("{web-1: {role: web, reserved_ip: " + address + "}, far-1: {role: web, region: us-east-1, reserved_ip: 192.0.2.1}}");

        _rig.Check(Kind).Should().Equal($"reserved IP {address} is in region us-east-1, but host 'web-1' is in eu-central-1");
    }

    [Fact]
    public void An_address_is_neither_created_nor_released()
    {
        Reserve();
        KindState state = _rig.State(Kind);

        _rig.Clock.Run(() => state.Kind.DeleteAsync(state.Owned["web-1"], () => true, default)).Should().BeOfType<UpdateOutcome.Refused>();
        _rig.Clock.Run(() => state.Kind.CreateAsync(_rig.Declared[0], [], _rig.Context(state), () => true, default))
            .Should().BeOfType<UpdateOutcome.Refused>();
        _rig.Writes.Should().Equal("AllocateAddress");
    }

    /// <summary>Reserves an address and declares it.</summary>
    private string Reserve(string region = ResourceRig.Region)
    {
        UpdateOutcome outcome = _rig.Clock.Run(() => _rig.Kind(Kind).ReserveAsync(region, () => true, default));
        string address = ((UpdateOutcome.Accepted)outcome).Resource!.CloudName;
        _rig.Declare($"{{web-1: {{role: web, reserved_ip: {address}}}}}");
        return address;
    }

    private IReadOnlyList<AwsAddress> Addresses() =>
        _rig.Run(c => c.Network.ListAddressesAsync([], RequestPriority.Working, default)).Items;
}
