namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Sections 15.5 and 13.1.</summary>
public sealed class OptionsTests
{
    [Fact] // 15.5
    public void Options_can_be_created_from_conditions()
    {
        SandboxConditions conditions = new SandboxConditions { Boot = TimeSpan.FromSeconds(1), Seed = 7, RateLimit = false };
        SandboxOptions options = new SandboxOptions(conditions) { DropletLimit = 3 };
        options.Should().Be(new SandboxOptions
        {
            Boot = TimeSpan.FromSeconds(1),
            Seed = 7,
            RateLimit = false,
            DropletLimit = 3,
            SshKeys = options.SshKeys,
        });
        new SandboxOptions().SshKeys.Should().Equal(options.SshKeys);
    }

    [Fact] // 13.1
    public async Task A_non_loopback_address_is_rejected_by_name()
    {
        SandboxOptions options = new SandboxOptions { ListenAddress = System.Net.IPAddress.Parse("192.0.2.7"), AllowRemote = true };
        Func<Task<DigitalOceanSandbox>> start = () => DigitalOceanSandbox.StartAsync(options, TestContext.Current.CancellationToken);
        await start.Should().ThrowAsync<IOException>().WithMessage("192.0.2.7, port 0: *");
    }
}
