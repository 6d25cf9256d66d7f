namespace Stagecraft.Cli.Cloud;

/// <summary>The requirements of a provider's section that the sandbox has to meet.</summary>
internal abstract record SandboxNeeds
{
    /// <summary>Whether the value at a path of the section is printed. A problem there may be a secret by mistake.</summary>
    internal abstract bool IsPrinted(string path);

    /// <summary>The environment of the provider: dummy credentials, because real ones must not be read.</summary>
    internal abstract string? Variable(string name);

    /// <summary>The variables for other programs, one list per line.</summary>
    /// <param name="url">The address of the sandbox.</param>
    internal abstract IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Exports(string url);

    /// <summary>A sandbox that meets them, to be started.</summary>
    /// <exception cref="ConfigException">The file of faults is not valid.</exception>
    /// <exception cref="InvalidDataException">The directory of the state cannot be used.</exception>
    internal abstract SandboxStart Prepare(SandboxSettings settings);
}
