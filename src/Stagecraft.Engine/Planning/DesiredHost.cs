using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>A declared host with all tags that its machine gets, sorted ordinally.</summary>
internal sealed record DesiredHost(DeclaredHost Declared, IReadOnlyList<string> Tags)
{
    public string Name => Declared.Name;

    public string MachineName => Declared.MachineName;

    /// <summary>Hosts with equal keys differ in their names only, so that one request can create them together.</summary>
    public string CreationKey { get; } =
        string.Join('\n', Declared.Size, Declared.Region, Declared.Image, string.Join(',', Tags), Declared.CreateSettings);

    public HostSpec ToSpec() => new()
    {
        Name = Declared.Name,
        MachineName = Declared.MachineName,
        Role = Declared.Role,
        Size = Declared.Size,
        Region = Declared.Region,
        Image = Declared.Image,
        Tags = Tags,
    };
}
