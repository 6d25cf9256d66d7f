using System.Globalization;
using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads the ports of a firewall rule.</summary>
internal static class PortRule
{
    private const int MaxPort = 65535;
    private const string Hint = "write a port from 1 to 65535, a range such as 8000-9000, a list of these, or all";

    /// <summary>The ports: each a number, a range or <c>all</c>. Invalid ones are reported and omitted.</summary>
    public static IReadOnlyList<string> Read(ConfigNode node, ConfigProblems problems)
    {
        if (node is not ConfigSequence list)
        {
            return One(node, problems) is { } port ? [port] : [];
        }

        if (list.Items.Count == 0)
        {
            problems.Add(list, "port is empty", Hint);
        }

        return [.. list.Items.Select(item => One(item, problems)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static string? One(ConfigNode node, ConfigProblems problems)
    {
        string? text = (node as ConfigScalar)?.Value;
        string? port = text is null ? null : Normalize(text);
        if (port is null)
        {
            problems.Add(node, text is null ? $"port must be a number, not {node.Kind}" : $"{Excerpt.Of(text)} is not a valid port", Hint);
        }

        return port;
    }

    /// <summary>The canonical form of a port or a range; null if the text is neither. All ports are <c>all</c>.</summary>
    public static string? Normalize(string text)
    {
        if (text is FirewallText.AllPorts)
        {
            return text;
        }

        int?[] bounds = [.. text.Split('-').Select(Number)];
        return bounds switch
        {
            [{ } port] => Text(port),
            [1, MaxPort] => FirewallText.AllPorts,
            [{ } first, { } last] when first == last => Text(first),
            [{ } first, { } last] when first < last => $"{Text(first)}-{Text(last)}",
            _ => null,
        };
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= MaxPort ? port : null;

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
