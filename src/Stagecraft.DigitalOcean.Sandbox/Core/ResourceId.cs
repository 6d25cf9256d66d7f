using System.Globalization;

namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>UUIDs of resources. Each is derived from the kind and a number that is never reused.</summary>
internal static class ResourceId
{
    private const int DigitsOfNumber = 12;

    public static string Format(ResourceKind kind, long number) => Prefix(kind) + number.ToString("x12", CultureInfo.InvariantCulture);

    /// <summary>The number in a UUID; null for any other text.</summary>
    public static long? Parse(ResourceKind kind, string id) =>
        id.Length == Prefix(kind).Length + DigitsOfNumber
        && id.StartsWith(Prefix(kind), StringComparison.Ordinal)
        && long.TryParse(id[^DigitsOfNumber..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long number)
        && Format(kind, number) == id
            ? number
            : null;

    private static string Prefix(ResourceKind kind) => string.Create(CultureInfo.InvariantCulture, $"5a4d0b0c-{(int)kind:x4}-4000-a000-");
}
