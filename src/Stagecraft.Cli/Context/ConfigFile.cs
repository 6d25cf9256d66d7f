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
        return StagecraftFile.Parse(ConfigReader.Read(file, _content));
    }

    /// <summary>The problem with as much of its line as may be shown; unchanged if it is not in the file.</summary>
    internal Problem WithLine(Problem problem) =>
        problem.SourceLine is null && problem.Location is { } place && place.File == _file
            ? problem with { SourceLine = ConfigExcerpt.Of(ConfigExcerpt.LineOf(_content, place), problem) }
            : problem;
}
