using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>The command as a process of its own, in a folder of its own, against a sandbox on loopback.</summary>
internal sealed class RealCommand : IAsyncDisposable
{
    internal const string Token = "dop_v1_end-to-end-secret";

    private RealCommand(DigitalOceanSandbox cloud) => Cloud = cloud;

    internal DigitalOceanSandbox Cloud { get; }

    internal string Folder { get; } = Directory.CreateTempSubdirectory("stagecraft-").FullName;

    internal static async Task<RealCommand> StartAsync(string config, Func<SandboxOptions, SandboxOptions>? change = null)
    {
        SandboxOptions options = new() { Boot = TimeSpan.FromMilliseconds(300), Destroy = TimeSpan.FromMilliseconds(200), Token = Token };
        RealCommand command = new(await DigitalOceanSandbox.StartAsync(change?.Invoke(options) ?? options, CancellationToken.None));
        command.Write(config);
        return command;
    }

    /// <summary>A file with two environments whose waits are short.</summary>
    internal static string Config(params IEnumerable<string> stagingHosts) =>
        $$"""
        project: { name: shop }
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              ssh_key_name: my-ssh-key
              default_region: nyc1
              default_size: s-1vcpu-1gb
              settle_window: 1s
              poll_interval: 1s
              hosts:
                prod:
                  web-1: { role: web }
                staging:
        {{string.Join('\n', stagingHosts.Select(h => $"          {h}: {{ role: {h.Split('-')[0]}, user_data: '#!END-TO-END-USER-DATA' }}"))}}
        """;

    internal void Write(string config) => File.WriteAllText(Path.Combine(Folder, "stagecraft.yml"), config);

    internal async Task<CliResult> RunAsync(string arguments, bool withToken = true)
    {
        using Process process = Launch(arguments, withToken);
        return await EndAsync(process);
    }

    internal Process Launch(string arguments, bool withToken = true, Dictionary<string, string>? variables = null)
    {
        ProcessStartInfo start = CommandFile.With(arguments);
        start.WorkingDirectory = Folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.Environment["DIGITALOCEAN_API_URL"] = Cloud.Address!.ToString();
        start.Environment["DO_TOKEN"] = withToken ? Token : "";
        foreach ((string name, string value) in variables ?? [])
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    internal static async Task<CliResult> EndAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        CliResult result = new(process.ExitCode, await output, await error);
        (result.Out + result.Error).Should().NotContain("end-to-end-secret").And.NotContain("END-TO-END-USER-DATA");
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
