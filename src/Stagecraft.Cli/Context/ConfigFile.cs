using Stagecraft.Cli.Cloud;

namespace Stagecraft.Cli.Context;

/// <summary>The config file of a command. It keeps the content, so that problems can show their line.</summary>
internal sealed class ConfigFile
{
    private string? _file;
    private byte[] _content = [];

    /// <exception cref="ConfigException">It cannot be read, or is not a config.</exception>
    internal StagecraftFileResult Read(string file)
    {
        _content = ConfigReader.Load(file);
        _file = file;
        return StagecraftFile.Parse(ConfigReader.Read(file, _content), [.. Clouds.All.Select(c => c.Id)]);
    }

    /// <summary>The line of a place; null if it is not in the file. It can contain a secret.</summary>
    internal string? LineOf(SourceLocation place) => place.File == _file ? ConfigExcerpt.LineOf(_content, place) : null;

    /// <summary>The problem with as much of its line as may be shown, or a hint that names its key; unchanged if it is not in the
    /// file.</summary>
    internal Problem WithLine(Problem problem)
    {
        if (problem.SourceLine is not null || problem.Location is not { } place || place.File != _file)
        {
            return problem;
        }

        string? line = ConfigExcerpt.LineOf(_content, place);
        return problem.Path is null && problem.Hint is null && ConfigExcerpt.KeyOf(line) is { } key
            ? problem with { Hint = $"check the indentation, colons and quotes of '{key}' and of the lines above it" }
            : problem with { SourceLine = ConfigExcerpt.Of(line, problem) };
    }
}
