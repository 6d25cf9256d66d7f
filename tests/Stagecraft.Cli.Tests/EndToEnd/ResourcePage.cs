using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>The file of docs/resources.md, with the key of the sandbox and short waits.</summary>
internal static class ResourcePage
{
    internal static string File => Repository.Read("docs", "resources.md").ReplaceLineEndings("\n").Split("```yaml\n")[1].Split("```")[0]
        .Replace(
            "ssh_key_name: alice", "ssh_key_name: my-ssh-key\n      settle_window: 1s\n      poll_interval: 1s", StringComparison.Ordinal);

    /// <summary>The file, with a reserved IP of the database host.</summary>
    internal static string FileWith(string reservedIp) =>
        File.Replace("db-1: { role: db,", $"db-1: {{ role: db, reserved_ip: {reservedIp},", StringComparison.Ordinal);
}
