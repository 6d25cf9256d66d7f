using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stagecraft.Cli.Cloud;

/// <summary>The content of a new config of a cloud.</summary>
internal abstract class InitTemplate
{
    /// <summary>The region that <c>init</c> proposes.</summary>
    internal abstract string DefaultRegion { get; }

    /// <summary>The hint for an account without an SSH key.</summary>
    internal abstract string AddSshKey { get; }

    /// <summary>A config with only the connection settings.</summary>
    internal abstract string ConnectionOnly(InitConnection connection);

    internal abstract string ToYaml(InitConnection connection, InitAnswers answers);

    /// <summary>The lines of the hosts, indented.</summary>
    protected static string Hosts(InitAnswers answers) => string.Join('\n', answers.Hosts.SelectMany(
        h => Enumerable.Range(1, h.Count).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"          {h.Role}-{i}: {{ role: {Text(h.Role)} }}"))));

    // Plain if YAML cannot read it as another type; otherwise a JSON string, which is valid YAML.
    protected static string Text(string value) =>
        value.Length > 0 && char.IsAsciiLetter(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && value.ToLowerInvariant() is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n")
            ? value
            : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
