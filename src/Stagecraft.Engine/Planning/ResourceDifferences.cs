using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The differences between a declared resource and an existing one (spec interface.md 9.4).</summary>
internal static class ResourceDifferences
{
    /// <summary>The fields that differ, sorted ordinally by name.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="declared">The declared resource.</param>
    /// <param name="actual">The existing one.</param>
    /// <param name="context">The environment.</param>
    /// <param name="isFreed">Whether a machine is deleted, so that a resource that is attached to it can be attached to another.</param>
    public static IReadOnlyList<FieldDifference> Between(
        IResourceKind kind, DeclaredResource declared, Resource actual, ResourceContext context, Func<ResourceId, bool> isFreed)
    {
        Dictionary<string, string> shown = new(kind.FieldsOf(actual, declared, context), StringComparer.Ordinal);
        List<FieldDifference> fields = [];
        foreach (DeclaredField field in declared.Fields)
        {
            shown.Remove(field.Name, out string? value);
            bool isDetached = field.IsAttachment && actual.Attached.Any(isFreed);
            if (isDetached || !string.Equals(value, field.Value, StringComparison.Ordinal))
            {
                bool isUpdated = field.IsUpdatable && (!field.IsAttachment || actual.Attached.All(isFreed));
                string? shownValue = isDetached ? actual.Attached.First(isFreed).Value : value;
                fields.Add(new(field.Name, field.Value, shownValue) { IsUpdated = isUpdated });
            }
        }

        fields.AddRange(shown.Select(f => new FieldDifference(f.Key, null, f.Value) { IsUpdated = true }));
        fields.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return fields;
    }
}
