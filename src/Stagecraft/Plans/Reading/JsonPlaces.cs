using System.Text.Json;
using Stagecraft.Config;

namespace Stagecraft.Plans.Reading;

/// <summary>Finds values of a JSON document by their paths.</summary>
internal static class JsonPlaces
{
    /// <summary>The byte offsets of the values at these paths, as far as they exist. The empty path is the document.</summary>
    /// <param name="utf8">Valid JSON, without incomplete surrogate pairs.</param>
    /// <param name="paths">Paths as <see cref="ConfigPath"/> writes them.</param>
    public static Dictionary<string, int> Of(ReadOnlySpan<byte> utf8, IReadOnlySet<string> paths)
    {
        Dictionary<string, int> found = new(StringComparer.Ordinal);
        Stack<(string Path, int Next)> parents = [];
        string? key = null;
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = PlanFile.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                key = reader.GetString();
            }
            else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                parents.Pop();
            }
            else
            {
                string path = PathOf(parents, key);
                key = null;
                if (paths.Contains(path))
                {
                    found.TryAdd(path, (int)reader.TokenStartIndex);
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    parents.Push((path, 0));
                }
            }
        }

        return found;
    }

    private static string PathOf(Stack<(string Path, int Next)> parents, string? key)
    {
        if (parents.Count == 0)
        {
            return "";
        }

        (string parent, int next) = parents.Pop();
        parents.Push((parent, next + 1));
        return key is null ? ConfigPath.Item(parent, next) : ConfigPath.Key(parent, key);
    }
}
