namespace Stagecraft.Plans;

/// <summary>The names of the fields of a host in a plan.</summary>
public static class HostField
{
    /// <summary>The image's slug or id.</summary>
    public const string Image = "image";

    /// <summary>The machine's name, where it gives no valid host name or a replacement changes it.</summary>
    public const string Name = "name";

    /// <summary>Whether the machine is protected from deletion: <c>true</c> or <c>false</c>.</summary>
    public const string Protected = "protected";

    /// <summary>The region's slug.</summary>
    public const string Region = "region";

    /// <summary>The role.</summary>
    public const string Role = "role";

    /// <summary>The size's slug.</summary>
    public const string Size = "size";

    /// <summary>The status: <c>active</c> is expected.</summary>
    public const string Status = "status";

    /// <summary>All tags of a new machine, sorted ordinally and separated by commas.</summary>
    public const string Tags = "tags";
}
