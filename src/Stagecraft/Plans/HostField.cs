namespace Stagecraft.Plans;

/// <summary>The names of the fields of a host in a plan.</summary>
public static class HostField
{
    /// <summary>A hash of the settings that only a create uses and the cloud does not always show, for example user data and SSH keys: of
    /// the declared ones, and of those that the machine was created with.</summary>
    public const string CreateSettings = "create_settings";

    /// <summary>The disk: <c>grow</c> if a resize grows it for good.</summary>
    public const string Disk = "disk";

    /// <summary>The image's slug or id.</summary>
    public const string Image = "image";

    /// <summary>The machine's name, where it gives no valid host name or a replacement changes it.</summary>
    public const string Name = "name";

    /// <summary>Whether the machine is protected from deletion: <c>true</c> or <c>false</c>.</summary>
    public const string Protected = "protected";

    /// <summary>The region's slug.</summary>
    public const string Region = "region";

    /// <summary>The replacement of hosts by an earlier run: <c>finished</c> is expected, <c>unfinished</c> if that run was
    /// interrupted.</summary>
    public const string Replacement = "replacement";

    /// <summary>The resize of the machine by an earlier run: <c>finished</c> is expected, <c>unfinished</c> if that run was
    /// interrupted.</summary>
    public const string Resize = "resize";

    /// <summary>The role.</summary>
    public const string Role = "role";

    /// <summary>The size's slug.</summary>
    public const string Size = "size";

    /// <summary>The status: <c>active</c> is expected.</summary>
    public const string Status = "status";

    /// <summary>All tags of a new machine; of an existing one, the user's own tags that are declared, and those of them that it has. Sorted
    /// ordinally and separated by commas.</summary>
    public const string Tags = "tags";
}
