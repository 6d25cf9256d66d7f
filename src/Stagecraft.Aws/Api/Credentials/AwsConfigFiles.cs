namespace Stagecraft.Aws.Api.Credentials;

/// <summary>The files <c>config</c> and <c>credentials</c> of AWS: sections with keys. Keys of a nested setting are joined with a
/// dot.</summary>
internal sealed class AwsConfigFiles
{
    private readonly Dictionary<string, Dictionary<string, string>> _sections = new(StringComparer.Ordinal);

    /// <summary>Reads both files; a missing file is empty.</summary>
    /// <param name="variable">Reads an environment variable: <c>AWS_CONFIG_FILE</c>, <c>AWS_SHARED_CREDENTIALS_FILE</c>, and the home
    /// directory.</param>
    /// <exception cref="CloudException"><c>credentials_missing</c>: a file cannot be read.</exception>
    public static AwsConfigFiles Read(Func<string, string?> variable)
    {
        AwsConfigFiles files = new();
        files.Add(PathOf(variable, "AWS_CONFIG_FILE", "config"), isConfig: true);

        // Keys of both files are joined; those of the second one replace the others.
        files.Add(PathOf(variable, "AWS_SHARED_CREDENTIALS_FILE", "credentials"), isConfig: false);
        return files;
    }

    /// <summary>The keys of a profile; null if no file has it.</summary>
    public IReadOnlyDictionary<string, string>? Profile(string name) => _sections.GetValueOrDefault("profile " + name);

    /// <summary>The keys of another section, for example <c>sso-session NAME</c>; null if there is none.</summary>
    public IReadOnlyDictionary<string, string>? Section(string name) => _sections.GetValueOrDefault(name);

    /// <summary>The address of a service that a profile configures, or null.</summary>
    public string? Endpoint(string profile, string service)
    {
        IReadOnlyDictionary<string, string>? keys = Profile(profile);
        string? own = keys?.GetValueOrDefault("services") is { } services
            ? Section("services " + services)?.GetValueOrDefault(service + ".endpoint_url")
            : null;
        return own ?? keys?.GetValueOrDefault("endpoint_url");
    }

    private static string? PathOf(Func<string, string?> variable, string own, string name) =>
        variable(own) is { Length: > 0 } path ? path
        : (variable("HOME") ?? variable("USERPROFILE")) is { Length: > 0 } home ? Path.Combine(home, ".aws", name)
        : null;

    private void Add(string? path, bool isConfig)
    {
        if (path is null || !File.Exists(path))
        {
            return;
        }

        Dictionary<string, string>? section = null;
        string parent = "";
        foreach (string line in Lines(path))
        {
            string text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or ';')
            {
                continue;
            }

            if (text[0] == '[')
            {
                section = SectionOf(text.Trim('[', ']', ' '), isConfig);
                parent = "";
                continue;
            }

            string[] parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
            bool isNested = char.IsWhiteSpace(line[0]) && parent.Length > 0;
            if (parts.Length == 2 && section is not null)
            {
                section[isNested ? $"{parent}.{parts[0]}" : parts[0]] = parts[1];
                parent = isNested ? parent : parts[1].Length == 0 ? parts[0] : "";
            }
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloudException(
                new CloudFailure(ErrorCodes.CredentialsMissing, $"AWS credentials: {path} cannot be read"), FailureKind.NotSent, inner: e);
        }
    }

    // Profiles of the file config have a prefix, except for the default one.
    private Dictionary<string, string> SectionOf(string name, bool isConfig)
    {
        string full = !isConfig || name == "default" ? "profile " + name
            : string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!_sections.TryGetValue(full, out Dictionary<string, string>? section))
        {
            section = new Dictionary<string, string>(StringComparer.Ordinal);
            _sections.Add(full, section);
        }

        return section;
    }
}
