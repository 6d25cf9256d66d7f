using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Hashes of the input of a plan (spec 5.6).</summary>
internal static class Fingerprints
{
    public static string OfConfig(DesiredState desired)
    {
        using FingerprintHash text = new();
        text.Add(desired.Ownership.Project).Add(desired.Ownership.Environment).Add(desired.Intent.ToString());
        if (!desired.Ownership.HasDefaultNames)
        {
            text.Add(desired.Ownership.Template.Text);
        }

        foreach (DesiredHost host in desired.Hosts)
        {
            text.Add(host.Name).Add(host.CreationKey);
        }

        if (desired.Choice.IsLimited || desired.Choice.Replace.Count > 0)
        {
            AddNames(text, desired.Choice.Targets);
            AddNames(text, desired.Choice.Replace);
        }

        return text.ToHex();
    }

    private static void AddNames(FingerprintHash text, IReadOnlyCollection<string> names)
    {
        text.Add(null);
        foreach (string name in names)
        {
            text.Add(name);
        }
    }

    /// <param name="actual">The actual state.</param>
    /// <param name="desired">The desired state, with the hosts that the plan is limited to: other machines are not part of the
    /// hash.</param>
    public static string OfAccount(ActualState actual, DesiredState desired)
    {
        using FingerprintHash text = new();
        Dictionary<string, DesiredHost> declared = desired.Hosts.ToDictionary(h => h.Name, StringComparer.Ordinal);
        List<string> sorted = [];
        foreach (Machine machine in actual.Owned)
        {
            if (desired.Choice.IsLimited && !desired.Choice.IsTarget(desired.Ownership.HostOf(machine)))
            {
                continue;
            }

            text.Add(machine.Id.Value).Add(machine.Name).Add(machine.Size).Add(machine.Region);
            IReadOnlyList<string> tags = machine.Tags ?? [];
            sorted.Clear();
            for (int i = 0; i < tags.Count; i++)
            {
                sorted.Add(tags[i].ToLowerInvariant());
            }

            sorted.Sort(string.CompareOrdinal);
            foreach (string tag in sorted)
            {
                text.Add(tag);
            }

            text.Add(null);
            if (desired.Ownership.HostOf(machine) is { } name && declared.TryGetValue(name, out DesiredHost? host))
            {
                foreach (DeclaredProperty property in host.Properties)
                {
                    text.Add(machine.ActualOf(property));
                }
            }
        }

        return text.ToHex();
    }
}
