using System.Reflection;

namespace Stagecraft.Fuzzing;

/// <summary>The valid inputs that mutations begin with.</summary>
internal static class Resource
{
    /// <summary>The content of all whose names end so, in the order of their names.</summary>
    public static IReadOnlyList<byte[]> All(string ending)
    {
        Assembly assembly = typeof(Resource).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(n => n.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(n => Read(assembly, n)),
        ];
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
