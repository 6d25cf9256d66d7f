using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.Cli.Tests.EndToEnd.RealApi;

/// <summary>One environment of the account, with a config of its own. It is cleared however the run ends: spec/real-api.md, 3.2.</summary>
internal sealed class RealRun(RealAccount account, Cheapest cheapest, string environment) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stagecraft-").FullName;

    internal string Environment => environment;

    /// <summary>Writes the config with these hosts; all have the cheapest size but where another is given.</summary>
    internal void Declare(params (string Name, string? Size)[] hosts) => File.WriteAllText(
        Path.Combine(_folder, "stagecraft.yml"),
        $$"""
        project: { name: {{RealAccount.Project}} }
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              ssh_key_name: '{{cheapest.Key.Replace("'", "''", StringComparison.Ordinal)}}'
              default_region: {{cheapest.Region}}
              default_size: {{cheapest.Size}}
              {{account.Durations}}
              hosts:
                {{environment}}:{{(hosts.Length == 0 ? " {}" : "")}}
        {{string.Join('\n', hosts.Select(h => $"          {h.Name}: {{ role: app{(h.Size is null ? "" : $", size: {h.Size}")} }}"))}}
        """);

    internal async Task<CliResult> RunAsync(string arguments)
    {
        ProcessStartInfo start = CommandFile.With(arguments);
        start.WorkingDirectory = _folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.Environment["DO_TOKEN"] = account.Token;
        if (account.Address is { } address)
        {
            start.Environment["DIGITALOCEAN_API_URL"] = address;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        CliResult result = new(process.ExitCode, await output, await error);
        (result.Out + result.Error).Contains(account.Token, StringComparison.Ordinal).Should().BeFalse("the token is in no output");
        return result;
    }

    /// <summary>Runs it; it must end well.</summary>
    internal async Task<CliResult> DoAsync(string arguments)
    {
        CliResult result = await RunAsync(arguments);
        result.ExitCode.Should().Be(0, "of '{0}': {1}", arguments, result.Error + result.Out);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            Declare();
            CliResult cleared = await RunAsync($"infra down -e {environment} --yes");
            cleared.ExitCode.Should()
                .Be(0, "delete environment {0} of project {1} manually: {2}", environment, RealAccount.Project, cleared.Error
                    + cleared.Out);
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
