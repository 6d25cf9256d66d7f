using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 9.11: requests with an unknown outcome.</summary>
public sealed partial class ReservationTests
{
    [Theory]
    [InlineData(Fault.ResetAfter)]
    [InlineData(Fault.Error500After)]
    [InlineData(Fault.Gateway504After)]
    [InlineData(Fault.TruncatedAfter)]
    [InlineData(Fault.LateCommit)]
    public void After_a_lost_response_the_new_address_is_named_and_no_second_one_is_reserved(Fault fault)
    {
        OnPost(fault);

        CloudProviderException failure = Fails(Preview());

        string address = _world.Cloud.Resources.ReservedIps.Should().ContainSingle("it is never requested twice").Which.Ip;
        failure.Message.Should().Contain("it is unknown whether a reserved IP was reserved")
            .And.Contain($"{address} is new in nyc1 since the request, and the API does not show who reserved it");
        failure.Hint.Should().Contain($"declare reserved_ip: {address}");
        failure.Code.Should().Be(ErrorCodes.ApiError);
        Writes().Should().ContainSingle();
    }

    [Theory]
    [InlineData(Fault.ResetBefore)]
    [InlineData(Fault.Error500Before)]
    public void A_lost_request_without_a_new_address_is_reported_as_unknown(Fault fault)
    {
        OnPost(fault);
        CloudProviderException failure = Fails(Preview());
        failure.Message.Should().Contain("the account shows no new address in nyc1");
        failure.Hint.Should().Contain("an address that appears later is billed too");
        Writes().Should().ContainSingle();
    }

    [Fact]
    public void Several_new_addresses_are_all_named()
    {
        _world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Post)
            {
                _world.Network.Before = null;
                OtherClient.SendAsync(_world, HttpMethod.Post, Path, """{"region":"nyc1"}""").GetAwaiter().GetResult();
                OtherClient.SendAsync(_world, HttpMethod.Post, Path, """{"region":"fra1"}""").GetAwaiter().GetResult();
            }
        };
        OnPost(Fault.ResetAfter);

        string message = Fails(Preview()).Message;

        string[] here = [.. _world.Cloud.Resources.ReservedIps.Where(i => i.Region == "nyc1").Select(i => i.Ip)];
        here.Should().HaveCount(2).And.OnlyContain(ip => message.Contains(ip, StringComparison.Ordinal));
        message.Should().NotContain(_world.Cloud.Resources.ReservedIps.Single(i => i.Region == "fra1").Ip);
    }

    [Fact]
    public void Without_a_list_afterwards_that_is_said()
    {
        AddressReservation preview = Preview();
        bool isSent = false;
        _world.Network.Choose = (request, _) =>
        {
            Fault fault = request.Method == HttpMethod.Post ? Fault.ResetAfter : isSent ? Fault.Forbidden : Fault.None;
            isSent |= request.Method == HttpMethod.Post;
            return fault;
        };

        Fails(preview).Message.Should().Contain("the addresses could not be read afterwards");
    }
}
