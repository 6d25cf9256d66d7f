namespace FileHosts.Settings;

/// <summary>A host of the config.</summary>
internal sealed record DeclaredHost(string Name, string Role, string Size);
