using System.Globalization;

namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>IDs in text form: digits only, so "+1" and " 1" are not IDs.</summary>
internal static class Identifier
{
    public static bool TryParse(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    public static string Format(long id) => id.ToString(CultureInfo.InvariantCulture);
}
