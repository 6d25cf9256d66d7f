namespace Stagecraft.Engine.Readiness;

/// <summary>The <c>known_hosts</c> file of Stagecraft, and the options of <c>ssh</c> that use it. Keys are stored by the id of the machine:
/// a new machine with the address of a deleted one has no stored key.</summary>
/// <param name="stateDirectory">The directory of the file, see <see cref="StateDirectory"/>; null if none is known.</param>
public sealed class KnownHosts(string? stateDirectory)
{
    /// <summary>The path of the file, which may not exist; empty without a directory.</summary>
    internal string FilePath { get; } = stateDirectory is null ? "" : Path.Combine(stateDirectory, "known_hosts");

    /// <summary>Creates the directory, only for the user. <c>ssh</c> creates the file.</summary>
    /// <returns>Null; or why <c>ssh</c> cannot store keys.</returns>
    public string? CreateDirectory()
    {
        if (stateDirectory is null)
        {
            return "there is no directory for the SSH keys of hosts: set HOME";
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(stateDirectory);
            }
            else
            {
                Directory.CreateDirectory(stateDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot create the directory for the SSH keys of hosts: {e.Message}";
        }
    }

    /// <summary>The options of <c>ssh</c> for the key of a machine: a first key is accepted and stored, a changed key is refused.</summary>
    /// <param name="machine">The machine's id.</param>
    /// <returns>The arguments.</returns>
    public IReadOnlyList<string> OptionsOf(ResourceId machine) =>
    [
        "-o", "StrictHostKeyChecking=accept-new",
        "-o", $"UserKnownHostsFile={FileOption(FilePath)}",
        "-o", "HashKnownHosts=no",

        // A shared connection could be one to an earlier machine with the address.
        "-o", "ControlPath=none",
        "-o", $"HostKeyAlias={AliasOf(machine)}",
    ];

    /// <summary>The name of a machine in the file.</summary>
    internal static string AliasOf(ResourceId machine) => $"stagecraft-{Uri.EscapeDataString(machine.Value)}";

    /// <summary>A file as the value of an option of <c>ssh</c>, which splits values at spaces and expands <c>%</c>.</summary>
    internal static string FileOption(string path)
    {
        string separated = OperatingSystem.IsWindows()
            ? path.Replace('\\', '/')
            : path.Replace("\\", "\\\\", StringComparison.Ordinal);
        return $"\"{separated.Replace("%", "%%", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
