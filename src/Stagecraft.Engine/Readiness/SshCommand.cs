using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Stagecraft.Engine.Readiness;

/// <summary>Runs commands on hosts with the <c>ssh</c> of the system (spec 6.10.2).</summary>
/// <param name="knownHosts">The keys of hosts.</param>
/// <param name="variable">Reads an environment variable, for <c>PATH</c>.</param>
internal sealed class SshCommand(KnownHosts knownHosts, Func<string, string?> variable)
{
    /// <summary>The exit code of <c>ssh</c> if it failed itself.</summary>
    public const int Failed = 255;

    private const int MaxOutput = 16 * 1024;

    /// <summary>Runs a command.</summary>
    /// <param name="target">The host.</param>
    /// <param name="connectTimeout">How long a connection may take, in whole seconds.</param>
    /// <param name="command">The words of the command. The remote shell receives them unchanged.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<SshResult> RunAsync(
        HostProbeTarget target, TimeSpan connectTimeout, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        if (knownHosts.CreateDirectory() is { } problem)
        {
            return new SshResult(Failed, "", "", problem);
        }

        if (ProgramFile.Find("ssh", variable) is not { } file)
        {
            return new SshResult(Failed, "", "", "'ssh' not found in PATH");
        }

        ProcessStartInfo start = new ProcessStartInfo(file, Arguments(target, connectTimeout, command))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return new SshResult(Failed, "", "", $"{file} cannot be started");
        }

        using (process)
        {
            SshResult result = await ResultAsync(process, cancellationToken).ConfigureAwait(false);
            return IsUnknownKey(result) ? result with { Problem = ChangedKey(target) } : result;
        }
    }

    /// <summary>A word that a POSIX shell does not change.</summary>
    internal static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsUnknownKey(SshResult result) =>
        result.ExitCode == Failed && result.Error.Contains("Host key verification failed", StringComparison.Ordinal);

    private static async Task<SshResult> ResultAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            process.StandardInput.Close();
            Task<string> output = ReadAsync(process.StandardOutput, cancellationToken);
            Task<string> error = ReadAsync(process.StandardError, cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new SshResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    // Limits the memory for a host that writes endlessly.
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1024];
        while (await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (text.Length < MaxOutput)
            {
                text.Append(buffer, 0, read);
            }
        }

        return text.ToString();
    }

    private string[] Arguments(HostProbeTarget target, TimeSpan connectTimeout, IReadOnlyList<string> command) =>
    [
        "-o", "BatchMode=yes",
        "-o", string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={(int)connectTimeout.TotalSeconds}"),
        .. knownHosts.OptionsOf(target.MachineId),

        // The host was not verified before its first connection: it receives no agent, display, ports or credentials.
        "-o", "ClearAllForwardings=yes", "-a", "-x", "-k",
        "-T", "-l", target.User, target.Address.ToString(),
        .. command.Select(Quote),
    ];

    private string ChangedKey(HostProbeTarget target) =>
        $"the SSH key of {target.Address} differs from the one in {knownHosts.FilePath}; if the host was rebuilt, remove the old key: "
        + $"ssh-keygen -R {KnownHosts.AliasOf(target.MachineId)} -f {Quote(knownHosts.FilePath)}";
}
