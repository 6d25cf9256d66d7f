using System.Globalization;
using Stagecraft.Plans;

namespace Stagecraft.Testing;

/// <summary>Converts between the ids of the contract, which are text, and those of the sandbox, which are numbers.</summary>
public static class SandboxIds
{
    public static long Number(this ResourceId id) => long.Parse(id.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    public static long? Number(this ResourceId? id) => id?.Number();

    public static ResourceId Machine(this int number) => Machine((long)number);

    public static ResourceId Machine(this long number) => new(number.ToString(CultureInfo.InvariantCulture));
}
