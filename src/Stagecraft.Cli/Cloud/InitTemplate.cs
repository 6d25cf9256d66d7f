using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Cloud;

/// <summary>The content of a new config of a cloud.</summary>
internal abstract class InitTemplate
{
    /// <summary>The options of <c>init</c> that only this cloud has.</summary>
    internal abstract IReadOnlyList<string> Options { get; }

    /// <summary>The account id of the sandbox; null if the config names no account.</summary>
    internal virtual string? SandboxAccount => null;

    /// <summary>The command that prints the account id of the credentials.</summary>
    internal virtual string AccountCommand => "";

    /// <summary>Whether SSH keys and sizes belong to a region, so that the region is chosen first.</summary>
    internal virtual bool IsRegional => false;

    /// <summary>The region that <c>init</c> proposes.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    internal abstract string DefaultRegion(Func<string, string?> variable);

    /// <summary>The hint for an account without an SSH key.</summary>
    internal abstract string AddSshKey { get; }

    /// <summary>The account id.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal virtual string RequireAccount(string text) => text;

    /// <summary>A config with only the connection settings.</summary>
    internal abstract string ConnectionOnly(InitConnection connection);

    internal abstract string ToYaml(InitConnection connection, InitAnswers answers);

    /// <summary>The lines of the hosts, indented.</summary>
    protected static string Hosts(InitAnswers answers) => string.Join('\n', answers.Hosts.SelectMany(
        h => Enumerable.Range(1, h.Count).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"          {h.Role}-{i}: {{ role: {Text(h.Role)} }}"))));

    // Plain if YAML cannot read it as another type; otherwise a JSON string, which is valid YAML.
    protected static string Text(string value) =>
        value.Length > 0 && char.IsAsciiLetter(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && value.ToLowerInvariant() is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n")
            ? value
            : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
