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

        foreach (DeclaredResource resource in desired.Intent == PlanIntent.Down ? [] : desired.Resources)
        {
            text.Add(null).Add(resource.Kind).Add(resource.Name).Add(resource.CloudName);
            foreach (DeclaredField field in resource.Fields.OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                text.Add(field.Name).Add(field.Value);
            }
        }

        if (desired.Choice.IsLimited || desired.Choice.HasSelections)
        {
            AddNames(text, desired.Choice.Targets);
            AddNames(text, desired.Choice.Replace);
        }

        if (desired.Choice.Resize.Count + desired.Choice.PowerOn.Count > 0)
        {
            AddNames(text, desired.Choice.Resize);
            AddNames(text, desired.Choice.PowerOn);
        }

        if (desired.Choice.Surge)
        {
            text.Add(nameof(HostChoice.Surge));
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
    /// <param name="resources">The other resources.</param>
    public static string OfAccount(ActualState actual, DesiredState desired, ResourceState? resources)
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

        AddResources(text, desired, resources);
        return text.ToHex();
    }

    private static void AddResources(FingerprintHash text, DesiredState desired, ResourceState? resources)
    {
        foreach (KindState kind in resources?.Kinds ?? [])
        {
            Dictionary<string, DeclaredResource> declared =
                desired.ResourcesOf(kind.Kind.Kind).ToDictionary(d => d.Name, StringComparer.Ordinal);
            foreach ((string name, Resource resource) in kind.Owned.Select(o => (o.Key, o.Value)).Concat(kind.Duplicates)
                .Where(o => !desired.Choice.IsLimited || declared.ContainsKey(o.Item1)).OrderBy(o => o.Item2.Id))
            {
                text.Add(null).Add(kind.Kind.Kind).Add(name).Add(resource.Id.Value).Add(resource.CloudName);
                foreach ((string field, string value) in kind.Kind.FieldsOf(resource, declared.GetValueOrDefault(name), resources!.Context)
                    .OrderBy(f => f.Key, StringComparer.Ordinal))
                {
                    text.Add(field).Add(value);
                }
            }
        }
    }
}
