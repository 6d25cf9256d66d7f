namespace FileHosts.Settings;

/// <summary>The keys of the section, once for the reader and the schema.</summary>
internal static class SectionKeys
{
    public const string File = "file";
    public const string Hosts = "hosts";
    public const string Role = "role";
    public const string Size = "size";

    public static readonly string[] OfSection = [File, Hosts];
    public static readonly string[] OfHost = [Role, Size];
}
