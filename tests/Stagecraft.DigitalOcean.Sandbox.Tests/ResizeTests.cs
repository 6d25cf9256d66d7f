using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using static Stagecraft.DigitalOcean.Sandbox.Tests.Support.ActionSteps;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 11.2: the resize action.</summary>
public sealed class ResizeTests
{
    [Fact]
    public async Task A_resize_without_disk_is_reversible()
    {
        await using Account account = new Account(InstantBoot);
        long id = await Off(account);
        (await Act(account, id, """{"type":"resize","size":"s-2vcpu-4gb"}""")).Status.Should().Be(201);
        await ExpectSize(account, id, "s-1vcpu-1gb", 1024, 25);
        account.Clock.Advance(2);
        await ExpectSize(account, id, "s-2vcpu-4gb", 4096, 25);
        account.Sandbox.Droplets.Single()
            .Should().Match<SandboxDroplet>(droplet => droplet.Size == "s-2vcpu-4gb" && droplet.Disk == 25 && droplet.Status == "off");

        (await Act(account, id, """{"type":"resize","size":"s-1vcpu-1gb","disk":false}""")).Status.Should().Be(201);
        account.Clock.Advance(2);
        await ExpectSize(account, id, "s-1vcpu-1gb", 1024, 25);
        (await account.Get($"/v2/droplets/{id}/actions")).All("actions", "status")
            .Should().Equal("completed", "completed", "completed", "completed");
    }

    [Fact]
    public async Task A_disk_can_grow_but_not_shrink()
    {
        await using Account account = new Account(InstantBoot);
        long id = await Off(account);
        await Act(account, id, """{"type":"resize","size":"s-2vcpu-4gb"}""");
        account.Clock.Advance(2);
        (await Act(account, id, """{"type":"resize","size":"s-2vcpu-4gb","disk":true}""")).Status
            .Should().Be(201, "this makes it permanent");
        account.Clock.Advance(2);
        await ExpectSize(account, id, "s-2vcpu-4gb", 4096, 80);
        foreach (string? rejected in new[] { """ "size":"s-1vcpu-1gb" """, """ "size":"s-2vcpu-4gb","disk":true """ })
        {
            (await Act(account, id, $$"""{"type":"resize",{{rejected}}}""")).Status.Should().Be(422, rejected);
        }

        (await Act(account, id, """{"type":"resize","size":"s-2vcpu-4gb-amd","disk":"true"}""")).Status
            .Should().Be(201, "its disk has the same size");
    }

    [Theory]
    [InlineData(""" "disk":true """)]
    [InlineData(""" "size":7 """)]
    [InlineData(""" "size":"s-99vcpu-1gb" """)]
    [InlineData(""" "size":"s-1vcpu-3gb" """)]
    [InlineData(""" "size":"s-1vcpu-1gb" """)]
    [InlineData(""" "size":"s-1vcpu-512mb-10gb" """)]
    [InlineData(""" "size":"gpu-h100x1-80gb" """)]
    [InlineData(""" "size":"s-2vcpu-4gb","disk":"yes" """)]
    [InlineData(""" "size":"s-2vcpu-4gb","disk":1e999 """)]
    public async Task An_invalid_resize_is_422_and_has_no_effect(string members)
    {
        await using Account account = new Account(InstantBoot);
        long id = await Off(account);
        (await Act(account, id, $$"""{"type":"resize",{{members}}}""")).Status.Should().Be(422);
        await ExpectSize(account, id, "s-1vcpu-1gb", 1024, 25);
        await Expect(account, id, "off", locked: false);
        (await account.Get($"/v2/droplets/{id}/actions")).Total.Should().Be(2);
    }

    [Fact]
    public async Task A_resize_requires_a_powered_off_droplet_and_a_non_gpu_size_of_the_region()
    {
        await using Account account = new Account();
        long active = account.Sandbox.CreateDroplet("a").Id;
        (await Act(account, active, """{"type":"resize","size":"s-2vcpu-4gb"}""")).Status.Should().Be(422);
        foreach ((string? region, string? size, string? wanted) in new[]
        {
            ("nyc2", "s-1vcpu-1gb", "c-4"), ("moon1", "s-1vcpu-1gb", "s-2vcpu-4gb"),
            ("tor1", "gpu-4000adax1-20gb", "c-48"), ("tor1", "gpu-4000adax1-20gb", "gpu-h100x1-80gb"),
        })
        {
            long id = account.Sandbox.CreateDroplet("b", region: region, size: size).Id;
            account.Sandbox.SetStatus(id, "off");
            (await Act(account, id, $$"""{"type":"resize","size":"{{wanted}}"}""")).Status.Should().Be(422, wanted);
        }
    }
}
