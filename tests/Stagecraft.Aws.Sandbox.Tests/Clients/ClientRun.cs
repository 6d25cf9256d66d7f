using System.Diagnostics;

namespace Stagecraft.Aws.Sandbox.Tests.Clients;

/// <summary>Runs programs of other clients against a sandbox on a loopback port.</summary>
internal sealed class ClientRun : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly AwsSandbox _sandbox;

    private ClientRun(AwsSandbox sandbox) => _sandbox = sandbox;

    /// <summary>A folder for the files of the client; deleted at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("stagecraft-").FullName;

    public static async Task<ClientRun> StartAsync(CancellationToken cancellationToken) => new(await AwsSandbox.StartAsync(
        new AwsSandboxOptions
        {
            Boot = TimeSpan.FromSeconds(1),
            Terminate = TimeSpan.FromSeconds(1),
            VolumeTime = TimeSpan.FromSeconds(0.5),
            SnapshotTime = TimeSpan.FromSeconds(1),
        },
        cancellationToken));

    /// <summary>The folder of a client below <c>tests/clients</c>.</summary>
    public static string ProgramOf(string client)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "stagecraft.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new DirectoryNotFoundException("stagecraft.slnx"), "tests", "clients", client);
    }

    /// <summary>Runs a command; the exit code is -1 if the program does not exist.</summary>
    public async Task<(int ExitCode, string Output)> ExecuteAsync(params string[] command)
    {
        ProcessStartInfo start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in Variables())
        {
            start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            using CancellationTokenSource limit = new CancellationTokenSource(Limit);
            using CancellationTokenRegistration stop = limit.Token.Register(() => process.Kill(entireProcessTree: true));
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await error);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (-1, error.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private Dictionary<string, string> Variables() => new()
    {
        ["AWS_ENDPOINT_URL"] = _sandbox.Address!.ToString(),
        ["AWS_ACCESS_KEY_ID"] = "AKIATEST",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_DEFAULT_REGION"] = "eu-central-1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = Path.Combine(Folder, "config"),
        ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(Folder, "credentials"),
        ["CHECKPOINT_DISABLE"] = "1",
        ["TF_IN_AUTOMATION"] = "1",
        ["NO_PROXY"] = "*",
        ["PYTHONDONTWRITEBYTECODE"] = "1",
    };
}
