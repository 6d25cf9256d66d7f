using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>Reads the conditions of a sandbox from a file. spec/cli/infra.md, 7.5.</summary>
internal static partial class FaultsFile
{
    private const string Kind = "faults";

    /// <param name="file">The file.</param>
    /// <param name="read">Reads the conditions of a cloud's sandbox from JSON.</param>
    /// <exception cref="ConfigException">The file cannot be read, or is not valid.</exception>
    internal static T Read<T>(string file, Func<byte[], T> read)
    {
        byte[] content = ConfigReader.Load(file, Kind);
        try
        {
            return Conditions(ConfigReader.Read(file, content, Kind), read);
        }
        catch (ConfigException exception)
        {
            throw new ConfigException(
                [.. exception.Problems.Select(p => p with { SourceLine = ConfigExcerpt.LineOf(content, p.Location) })]);
        }
    }

    private static T Conditions<T>(ConfigMapping top, Func<byte[], T> read)
    {
        try
        {
            return read(Encoding.UTF8.GetBytes(ToJson(top)!.ToJsonString()));
        }
        catch (SandboxConditionsException exception)
        {
            throw new ConfigException(new Problem(
                ErrorCodes.ConfigInvalid,
                exception.Message,
                Location: Place(top, exception.Path),
                Path: exception.Path.Length == 0 ? null : exception.Path));
        }
    }

    // A plain scalar that is a JSON literal stays one; every other scalar becomes a string.
    private static JsonNode? ToJson(ConfigNode node) => node switch
    {
        ConfigMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))),
        ConfigSequence sequence => new JsonArray([.. sequence.Items.Select(ToJson)]),
        ConfigScalar { IsQuoted: false, Value: { } value } when value is "true" or "false" || Number().IsMatch(value) =>
            JsonNode.Parse(value),
        _ => ((ConfigScalar)node).Value,
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>The location of the value of a path, or of the node that should contain it.</summary>
    private static SourceLocation? Place(ConfigNode node, string path)
    {
        IEnumerable<(string Path, SourceLocation? Place, ConfigNode Node)> below = node switch
        {
            // For a key without a value, the parser gives the location of the next token.
            ConfigMapping mapping =>
                mapping.Entries.Select(
                    e => (e.Value.Path, e.Value is ConfigScalar { Value: null } ? e.KeyLocation : e.Value.Location, e.Value)),
            ConfigSequence sequence => sequence.Items.Select(i => (i.Path, i.Location, i)),
            _ => [],
        };
        foreach ((string found, SourceLocation? place, ConfigNode child) in below)
        {
            if (found == path)
            {
                return place;
            }

            if (path.StartsWith(found, StringComparison.Ordinal) && path[found.Length] is '.' or '[')
            {
                return Place(child, path);
            }
        }

        return node.Location;
    }
}
