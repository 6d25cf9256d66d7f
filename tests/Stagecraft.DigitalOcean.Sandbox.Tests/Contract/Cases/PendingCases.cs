namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

/// <summary>Of routes that spec/sandbox.md lists and the sandbox does not have yet.</summary>
internal static class PendingCases
{
    public static IEnumerable<Case> All =>
    [
        .. SshKeyChangeCases.All,
        .. TagDeleteCases.All,
        .. VpcCases.All,
        .. DropletActionCases.All,
        .. BackupPolicyCases.All,
        .. EmptyListCases.All,
    ];
}
