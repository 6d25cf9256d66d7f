namespace Stagecraft.Eng;

/// <summary>A temporary directory, deleted at the end.</summary>
public sealed class Scratch : IDisposable
{
    /// <summary>The full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("stagecraft-").FullName;

    /// <summary>The path of an entry in the directory.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Creates a directory in the directory.</summary>
    public string Create(string name) => Directory.CreateDirectory(this[name]).FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
