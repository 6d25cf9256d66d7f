using System.Text.RegularExpressions;
using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Finds placeholders of template languages, which the file does not have. <c>machine_name</c> has placeholders and a rule of its
/// own. No message repeats a value.</summary>
internal static partial class TemplateRule
{
    public static void Check(ConfigNode node, ConfigProblems problems)
    {
        switch (node)
        {
            case ConfigMapping mapping:
                foreach (ConfigEntry entry in mapping.Entries)
                {
                    if (!IsExempt(entry.Key))
                    {
                        Check(entry.Value, problems);
                    }
                }

                break;
            case ConfigSequence sequence:
                foreach (ConfigNode item in sequence.Items)
                {
                    Check(item, problems);
                }

                break;
            case ConfigScalar { Value: { } text } when Placeholder().Match(text) is { Success: true } placeholder:
                string form = placeholder.ValueSpan[0] == '$' ? "${…}" : "{{…}}";
                problems.Add(
                    node,
                    $"the value contains {form}, but the file has no variables",
                    "write the value itself; values that differ between environments can be defaults in environments.NAME");
                break;
            default:
                break;
        }
    }

    private static bool IsExempt(string key) => key == SharedHostKeys.UserData.Name || key == SharedKeys.MachineName.Name;

    [GeneratedRegex(@"\$\{[^}]*\}|\{\{.*?\}\}", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Placeholder();
}
