namespace Stagecraft.Config;

/// <summary>What a config file may have at most. Far above any real file, far below what would hurt.</summary>
internal sealed class ReadLimits
{
    public const int FileBytes = 1024 * 1024;
    public const int Depth = 64;
    public const int Values = 100_000;
    public const int PathLength = 500;

    private int _values;

    /// <summary>Counts a value; one that an alias repeats counts again.</summary>
    /// <exception cref="ConfigException">There are too many, or it lies too deep.</exception>
    public void Count(SourceLocation location, string path, int depth)
    {
        if (depth > Depth)
        {
            throw FileProblem.At(location, $"the file is nested more than {Depth} levels deep");
        }

        // Every node carries its path, so that long paths times many values would fill the memory.
        if (path.Length > PathLength)
        {
            throw FileProblem.At(location, $"the keys that lead here are too long: more than {PathLength} characters together");
        }

        if (++_values > Values)
        {
            throw FileProblem.At(location, $"the file has more than {Values} values, aliases written out");
        }
    }
}
