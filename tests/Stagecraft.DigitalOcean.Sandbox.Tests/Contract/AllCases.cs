using Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>All requests that are verified against the specification.</summary>
internal static class AllCases
{
    public static readonly IReadOnlyList<Case> Done =
    [
        .. AccountCases.All,
        .. SshKeyCases.All,
        .. CatalogCases.All,
        .. DropletCases.All,
        .. DropletListCases.All,
        .. DropletCreateCases.All,
        .. DropletDeleteCases.All,
        .. ActionCases.All,
        .. TagCases.All,
        .. LimitCases.All,
        .. FaultCases.All,
        .. SshKeyChangeCases.All,
        .. TagDeleteCases.All,
        .. VpcCases.All,
        .. DropletActionCases.All,
        .. BackupPolicyCases.All,
        .. EmptyListCases.All,
        .. FirewallCases.All,
        .. SnapshotCases.All,
        .. DestroyCases.All,
    ];

    private static readonly Dictionary<string, Case> ByTitle = Done.ToDictionary(it => it.Title);

    public static IEnumerable<TheoryDataRow<string>> Titles => [.. Done.Select(it => Row(it.Title))];

    /// <summary>The emulated operations: those that succeed in at least one case.</summary>
    public static IEnumerable<string> Operations => Done.Where(it => it.Status < 300).Select(it => it.Operation).Distinct();

    public static IEnumerable<TheoryDataRow<string>> OperationNames => [.. Operations.Select(Row)];

    public static Case Get(string title) => ByTitle[title];

    // A label is displayed in full, an argument is truncated.
    private static TheoryDataRow<string> Row(string text) => new(text) { Label = text };
}
