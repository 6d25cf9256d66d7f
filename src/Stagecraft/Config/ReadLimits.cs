using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>The limits of a config file. They are far above any real file.</summary>
internal sealed class ReadLimits
{
    public const int FileBytes = 1024 * 1024;
    public const int Depth = 64;
    public const int Values = 100_000;
    public const int PathLength = 500;
    public const int PathCharacters = 16_000_000;

    private int _values;
    private int _pathCharacters;

    /// <summary>Counts a value; one that an alias repeats counts again.</summary>
    /// <exception cref="ConfigException">There are too many, or it lies too deep.</exception>
    public void Count(SourceLocation location, string path, int depth)
    {
        if (depth > Depth)
        {
            throw FileProblem.At(location, $"the file is nested more than {Depth} levels deep");
        }

        // Every node has its path, so many values with long paths would exhaust the memory.
        if (path.Length > PathLength)
        {
            throw FileProblem.At(location, $"the keys that lead here are too long: more than {PathLength} characters together");
        }

        _pathCharacters += path.Length;
        if (_pathCharacters > PathCharacters)
        {
            throw FileProblem.At(
                location, $"the paths in the file are too long: more than {PathCharacters} characters for all values, aliases written out");
        }

        if (++_values > Values)
        {
            throw FileProblem.At(location, $"the file has more than {Values} values, aliases written out");
        }
    }
}
