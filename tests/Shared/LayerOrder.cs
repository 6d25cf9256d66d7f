using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Stagecraft.Layers;

/// <summary>The order of the folders of an assembly. A type may use types of its own folder and of folders below it.</summary>
/// <param name="assembly">The assembly.</param>
/// <param name="root">The namespace of the assembly's root folder.</param>
/// <param name="order">The folders, lowest first, as namespaces below the root; empty for the root folder. A folder includes its subfolders
/// that are not listed.</param>
internal sealed class LayerOrder(System.Reflection.Assembly assembly, string root, params string[] order)
{
    /// <summary>Each use of a type from a higher folder, and each folder that has no place in the order.</summary>
    internal IReadOnlyList<string> Violations()
    {
        SortedSet<string> violations = new SortedSet<string>(StringComparer.Ordinal);

        // The compiler puts types of its own into other namespaces.
        foreach (IType type in new ArchLoader().LoadAssemblies(assembly).Build().Types.Where(t => IsOwn(t)))
        {
            if (LayerOf(type) < 0)
            {
                violations.Add($"{type.Namespace.FullName} has no place in the order");
            }

            foreach (IType used in type.Dependencies.Select(d => d.Target).Where(t => IsOwn(t) && LayerOf(t) > LayerOf(type)))
            {
                violations.Add($"{NameOf(type)} -> {NameOf(used)}");
            }
        }

        return [.. violations];
    }

    // Type parameters have no namespace.
    private bool IsOwn(IType type) =>
        type.Namespace?.FullName is { } name && (name == root || name.StartsWith(root + '.', StringComparison.Ordinal));

    private int LayerOf(IType type)
    {
        string folder = type.Namespace.FullName[root.Length..].TrimStart('.');
        string? layer = order.Where(l => folder == l || (l.Length > 0 && folder.StartsWith(l + '.', StringComparison.Ordinal)))
            .MaxBy(l => l.Length);
        return Array.IndexOf(order, layer);
    }

    // Lambdas and iterators are nested types of the type that contains them.
    private string NameOf(IType type) => type.FullName[(root.Length + 1)..].Split('+', '/')[0];
}
