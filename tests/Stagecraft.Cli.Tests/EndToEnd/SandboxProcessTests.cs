using System.Diagnostics;
using System.Net.Http.Headers;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary><c>stagecraft sandbox</c> as a process. spec/cli/infra.md 7.2 to 7.6.</summary>
public sealed class SandboxProcessTests
{
    [Theory] // 7.2, 7.3
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_it_while_clients_wait_for_an_answer(string signal)
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        await File.WriteAllTextAsync(
            Path.Combine(command.Folder, "faults.yml"), "faults:\n  - { fault: no_answer_before, on: DELETE *, times: null }\n");
        using Process process = command.Launch("sandbox --faults faults.yml");
        string address = (await process.StandardOutput.ReadLineAsync())!.Split(' ')[^1];
        using HttpClient client = new() { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "t");
        (await client.GetAsync("/v2/regions?%1b")).IsSuccessStatusCode.Should().BeTrue();
        Task<HttpResponseMessage> waiting = client.DeleteAsync("/v2/droplets/1");
        string first = (await process.StandardError.ReadLineAsync())!;
        string second = (await process.StandardError.ReadLineAsync())!;

        using (Process kill = Process.Start("kill", $"-{signal} {process.Id}"))
        {
            await kill.WaitForExitAsync();
        }

        CliResult result = await RealCommand.EndAsync(process);

        result.ExitCode.Should().Be(0);
        first.Should().MatchRegex(@"^\d\d:\d\d:\d\d GET /v2/regions\?%1b 200\z");
        second.Should().MatchRegex(@"^\d\d:\d\d:\d\d DELETE /v2/droplets/1 - no_answer_before\z");
        result.Out.Should().Be(
            $"Open this URL in a browser for a live view.\nexport DIGITALOCEAN_API_URL={address}\n"
                + "export DIGITALOCEAN_ACCESS_TOKEN=sandbox DIGITALOCEAN_TOKEN=sandbox DO_TOKEN=sandbox\n");
        await waiting.Invoking(w => w).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact] // 7.6
    [Trait("kind", "sweep")]
    public async Task Damage_in_the_middle_is_told_by_the_command_that_meets_it()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        (await command.RunAsync("infra up -e staging --yes --sandbox")).ExitCode.Should().Be(0);
        string state = Path.Combine(command.Folder, ".stagecraft", "sandbox.db");
        byte[] bytes = await File.ReadAllBytesAsync(state);
        // The pages that the droplet is in: the start does not read them.
        for (int page = 0; page < bytes.Length; page += 4096)
        {
            if (bytes.AsSpan(page, 4096).IndexOf("staging-app-1"u8) >= 0)
            {
                Array.Clear(bytes, page, 4096);
            }
        }

        await File.WriteAllBytesAsync(state, bytes);

        CliResult result = await command.RunAsync("infra hosts -e staging --sandbox");

        result.ExitCode.Should().Be(1);
        result.Error.Should()
            .Contain("error: API error: The state file cannot be used: it is damaged; delete it to start over, or "
                + "choose another file (HTTP ");
    }
}
