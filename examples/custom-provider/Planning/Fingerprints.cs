using FileHosts.Machines;
using FileHosts.Settings;
using Stagecraft.Plans;

namespace FileHosts.Planning;

/// <summary>Hashes of what a plan was made from.</summary>
internal static class Fingerprints
{
    public static PlanFingerprint Of(Wanted wanted, MachineList there) => new(OfConfig(wanted), OfAccount(wanted, there));

    public static string OfConfig(Wanted wanted)
    {
        using FingerprintHash hash = new();
        hash.Add(wanted.Ownership.Project).Add(wanted.Ownership.Environment).Add(wanted.Intent.ToString()).Add(wanted.File);
        foreach (DeclaredHost host in wanted.Hosts)
        {
            hash.Add(host.Name).Add(host.Role).Add(host.Size);
        }

        foreach (IReadOnlyList<string> names in new[] { wanted.Targets, wanted.Replace })
        {
            hash.Add(null);
            foreach (string name in names)
            {
                hash.Add(name);
            }
        }

        return hash.ToHex();
    }

    private static string OfAccount(Wanted wanted, MachineList there)
    {
        using FingerprintHash hash = new();
        foreach (Machine machine in there.Machines.Where(wanted.Ownership.Owns).Where(m => wanted.IsTarget(wanted.Ownership.HostOf(m))).OrderBy(m => m.Id))
        {
            hash.Add(machine.Id).Add(machine.Name).Add(machine.Size);
            foreach (string tag in machine.Tags.Order(StringComparer.Ordinal))
            {
                hash.Add(tag);
            }

            hash.Add(null);
        }

        return hash.ToHex();
    }
}
