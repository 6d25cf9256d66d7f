using System.Net;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Cloud;

/// <summary>Starts a sandbox.</summary>
internal static class CloudSandbox
{
    internal static Task<RunningSandbox> StartAsync(SandboxStart start, CancellationToken cancellationToken) =>
        start.RunAsync(cancellationToken);

    /// <summary>Starts a sandbox, with clear errors.</summary>
    /// <param name="needs">The requirements of the config.</param>
    /// <param name="settings">The settings of the command line.</param>
    /// <param name="stateHint">The hint for a state file that cannot be used.</param>
    /// <exception cref="UsageException">The port is taken, or the state file cannot be used.</exception>
    internal static async Task<RunningSandbox> StartAsync(
        Func<SandboxStart, CancellationToken, Task<RunningSandbox>> start,
        SandboxNeeds needs,
        SandboxSettings settings,
        string stateHint,
        CancellationToken cancellationToken)
    {
        try
        {
            return await start(needs.Prepare(settings), cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException($"the sandbox cannot start: {exception.Message}", stateHint);
        }
        catch (IOException exception)
        {
            throw new UsageException($"the sandbox cannot listen: {exception.Message}", "try another --port or --listen");
        }
    }

    /// <summary>The state file next to a config file; its directory is created and ignored by Git.</summary>
    /// <exception cref="InvalidDataException">The directory cannot be created.</exception>
    internal static string StateBeside(string configFile, CloudDescription cloud) => StateIn(
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configFile)) ?? ".", ".stagecraft"),
        cloud,
        folder =>
        {
            string ignore = Path.Combine(folder, ".gitignore");
            if (!File.Exists(ignore))
            {
                File.WriteAllText(ignore, "*\n");
            }
        });

    /// <summary>The state file in a directory, which is created.</summary>
    /// <exception cref="InvalidDataException">The directory cannot be created.</exception>
    internal static string StateIn(string folder, CloudDescription cloud) => StateIn(folder, cloud, _ => { });

    private static string StateIn(string folder, CloudDescription cloud, Action<string> prepare)
    {
        try
        {
            Directory.CreateDirectory(folder);
            prepare(folder);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InvalidDataException($"{folder} cannot be written: permission denied", exception);
        }
        catch (IOException exception)
        {
            throw new InvalidDataException($"{folder} cannot be used: {exception.Message}", exception);
        }

        return Path.Combine(folder, cloud.SandboxFile);
    }

    /// <summary>Requests cannot be sent to a wildcard address; the loopback address replaces it.</summary>
    internal static Uri OnThisMachine(Uri address) => IPAddress.TryParse(address.Host, out IPAddress? host) switch
    {
        true when host.Equals(IPAddress.Any) => new UriBuilder(address) { Host = "127.0.0.1" }.Uri,
        true when host.Equals(IPAddress.IPv6Any) => new UriBuilder(address) { Host = "[::1]" }.Uri,
        _ => address,
    };
}
