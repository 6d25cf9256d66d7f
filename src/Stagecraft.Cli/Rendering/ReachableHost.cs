using System.Net;

namespace Stagecraft.Cli.Rendering;

/// <summary>A host for other tools: a valid name and an address. spec/cli/output.md, 5.3.</summary>
/// <param name="Name">The name: lowercase letters, digits and dashes, unique in a list.</param>
/// <param name="Address">The public IPv4 address, or else the private one.</param>
/// <param name="User">The user for SSH.</param>
/// <param name="MachineName">The machine's name if every tool accepts it and it is unique; else null.</param>
internal sealed record ReachableHost(string Name, IPAddress Address, HostStatus Status, string User, string? MachineName = null)
{
    /// <summary>The reserved IP, or null.</summary>
    internal IPAddress? ReservedAddress => IPAddress.TryParse(Status.ReservedIpv4, out IPAddress? address) ? address : null;

    /// <summary>The hosts that other tools can use, in the given order.</summary>
    /// <param name="left">The hosts without a name or an address.</param>
    /// <exception cref="CloudProviderException">Two machines are the same host: <c>refused</c>.</exception>
    internal static IReadOnlyList<ReachableHost> Of(
        string environment, IReadOnlyList<HostStatus> hosts, Func<string, string> userOf, out IReadOnlyList<HostStatus> left)
    {
        left = [.. hosts.Where(h => AddressOf(h) is null)];
        ReachableHost[] reachable =
            [.. hosts.Where(h => AddressOf(h) is not null).Select(h => new ReachableHost(h.Name!, AddressOf(h)!, h, userOf(h.Name!)))];
        Problem[] clashes =
        [
            .. reachable.GroupBy(h => h.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => new Problem(
                ErrorCodes.Refused,
                $"host '{g.Key}' exists {Words.Number(g.Count())} times (ids {string.Join(", ", g.Select(h => h.Status.Id.Value))}): "
                    + "cannot determine which one is meant",
                g.Any(h => h.Status.IsDeclared)
                    ? $"`stagecraft infra plan -e {environment}` shows the duplicates, `stagecraft infra up -e {environment}` deletes them"
                    : $"stop managing one of them: `stagecraft infra forget {g.Last().Status.Id} -e {environment}`")),
        ];
        return clashes.Length == 0 ? WithMachineNames(reachable) : throw new CloudProviderException(null, clashes);
    }

    private static IReadOnlyList<ReachableHost> WithMachineNames(IReadOnlyList<ReachableHost> hosts)
    {
        HashSet<string> taken = [.. hosts.Select(h => h.Name)];
        ILookup<string, ReachableHost> byMachine = hosts.ToLookup(h => h.Status.MachineName, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. hosts.Select(
                h => IsSafe(h.Status.MachineName) && !taken.Contains(h.Status.MachineName) && byMachine[h.Status.MachineName].Count() == 1
                ? h with { MachineName = h.Status.MachineName }
                : h),
        ];
    }

    private static IPAddress? AddressOf(HostStatus host) =>
        host.Name is not null && IPAddress.TryParse(host.PublicIpv4 ?? host.PrivateIpv4, out IPAddress? address) ? address : null;

    private static bool IsSafe(string name) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
}
