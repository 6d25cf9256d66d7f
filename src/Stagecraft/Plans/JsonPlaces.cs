using System.Text.Json;
using Stagecraft.Config;

namespace Stagecraft.Plans;

/// <summary>Finds values of a JSON document by their paths.</summary>
internal static class JsonPlaces
{
    /// <summary>The byte offsets of the values at these paths, as far as they exist.</summary>
    /// <param name="utf8">Valid JSON, without incomplete surrogate pairs.</param>
    /// <param name="paths">Paths as <see cref="ConfigPath"/> writes them.</param>
    public static Dictionary<string, int> Of(ReadOnlySpan<byte> utf8, HashSet<string> paths)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = PlanFile.MaxDepth });
        reader.Read();
        Visit(ref reader, "");
        return places;

        void Visit(ref Utf8JsonReader reader, string path)
        {
            bool isArray = reader.TokenType == JsonTokenType.StartArray;
            if (paths.Contains(path))
            {
                places.TryAdd(path, (int)reader.TokenStartIndex);
            }

            if (!isArray && reader.TokenType != JsonTokenType.StartObject)
            {
                return;
            }

            for (int i = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject); i++)
            {
                string child = isArray ? ConfigPath.Item(path, i) : ConfigPath.Key(path, reader.GetString()!);
                if (!isArray)
                {
                    reader.Read();
                }

                Visit(ref reader, child);
            }
        }
    }
}
