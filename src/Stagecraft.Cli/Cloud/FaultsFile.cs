using System.Text;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>Reads the conditions of a sandbox from a file. spec/cli/infra.md, 7.5.</summary>
internal static class FaultsFile
{
    private const string Kind = "faults";

    /// <exception cref="ConfigException">The file cannot be read, or is not valid.</exception>
    internal static SandboxConditions Read(string file)
    {
        byte[] content = ConfigReader.Load(file, Kind);
        try
        {
            ConfigMapping top = ConfigReader.Read(file, content, Kind);
            return Conditions(top);
        }
        catch (ConfigException exception)
        {
            throw new ConfigException([.. exception.Problems.Select(p => p with { SourceLine = SourceLine.Of(content, p.Location) })]);
        }
    }

    private static SandboxConditions Conditions(ConfigMapping top)
    {
        try
        {
            return SandboxConditions.FromJson(Encoding.UTF8.GetBytes(ConfigJson.Of(top)!.ToJsonString()), new SandboxConditions());
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
