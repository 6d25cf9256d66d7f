using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>Whether the SSH key is in the account.</summary>
internal static class KeyCheck
{
    public static void Tell(DiagnosticResults findings, string? name, Probe<SshKey>? found)
    {
        if (name is null)
        {
            findings.Unknown(Checks.SshKey, "not checked: no ssh_key_name is given");
        }
        else if (found?.Value is { } key)
        {
            findings.Ok(Checks.SshKey, $"'{name}' is in the account ({key.Fingerprint})");
        }
        else
        {
            findings.Fail(Checks.SshKey, found!.Problem!);
        }
    }
}
