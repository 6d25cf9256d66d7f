using Stagecraft.Config;

namespace Stagecraft.Plans.Reading;

/// <summary>Reads the entries of a plan's five lists of hosts, and sees that they do not contradict one another.</summary>
internal sealed class PlanHosts
{
    private static readonly string[] CreateKeys = ["name", "machine_name", "role", "size", "region", "image", "tags"];
    private static readonly string[] DeleteKeys = ["name", "machine_name", "role", "size", "region", "id", "reason"];
    private static readonly string[] ProtectKeys = ["name", "id"];
    private static readonly string[] DriftKeys = ["name", "machine_name", "id", "field", "declared", "actual"];
    private static readonly string[] UnchangedKeys = ["name", "machine_name", "id"];
    private readonly HashSet<string> _created = new(StringComparer.Ordinal);
    private readonly HashSet<string> _createdDroplets = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _protectedNames = new(StringComparer.Ordinal);
    private readonly HashSet<MachineId> _deleted = [];
    private readonly HashSet<MachineId> _protected = [];
    private readonly HashSet<MachineId> _unchanged = [];

    // Names make droplet names and tags, so that they must be what a config may declare.
    public static string? Name(ref JsonCursor json, string? name)
    {
        if (name is { Length: > 0 } && !NameRule.IsValid(name))
        {
            json.Wrong($"{Excerpt.Of(name)} is not a valid name", NameRule.Hint);
        }

        return name;
    }

    public static List<string> Names(ref JsonCursor json)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        return json.List((ref JsonCursor item) =>
        {
            string name = item.Text();
            Once(ref item, Name(ref item, name), names, "is listed twice");
            return name;
        });
    }

    public HostSpec Create(ref JsonCursor json)
    {
        string? name = null, dropletName = null, role = null, size = null, region = null, image = null;
        List<string> tags = [];
        json.Object(CreateKeys, (ref JsonCursor j, string key) =>
        {
            switch (key)
            {
                case "name":
                    name = Name(ref j, j.Text());
                    Once(ref j, name, _created, "is to be created twice");
                    break;
                case "machine_name":
                    dropletName = j.Text();
                    Once(ref j, dropletName, _createdDroplets, "is the name of two droplets to create");
                    break;
                case "role":
                    role = Name(ref j, j.Text());
                    break;
                case "size":
                    size = j.Text();
                    break;
                case "region":
                    region = j.Text();
                    break;
                case "image":
                    image = j.Text();
                    break;
                default:
                    tags = j.List((ref JsonCursor item) => item.Text());
                    break;
            }
        });
        return new HostSpec
        {
            Name = name ?? "",
            MachineName = dropletName ?? "",
            Role = role ?? "",
            Size = size ?? "",
            Region = region ?? "",
            Image = image ?? "",
            Tags = tags,
        };
    }

    public HostDeletion Delete(ref JsonCursor json)
    {
        string? name = null, dropletName = null, role = null, size = null, region = null;
        MachineId id = default;
        DeleteReason reason = default;
        json.Object(DeleteKeys, (ref JsonCursor j, string key) =>
        {
            switch (key)
            {
                case "name":
                    name = Name(ref j, j.TextOrNull());
                    break;
                case "machine_name":
                    dropletName = j.AnyText();
                    break;
                case "role":
                    role = j.AnyTextOrNull();
                    break;
                case "size":
                    size = j.AnyText();
                    break;
                case "region":
                    region = j.AnyText();
                    break;
                case "id":
                    id = j.Id();
                    Once(ref j, id, _deleted, "is to be deleted twice");
                    Apart(ref j, id, _unchanged, "unchanged");
                    Apart(ref j, id, _protected, "protected");
                    break;
                default:
                    reason = Reason(ref j);
                    break;
            }
        });
        return new HostDeletion
        {
            Name = name,
            MachineName = dropletName ?? "",
            Role = role,
            Size = size ?? "",
            Region = region ?? "",
            Id = id,
            Reason = reason,
        };
    }

    private static DeleteReason Reason(ref JsonCursor json)
    {
        string word = json.Text();
        foreach (DeleteReason reason in Enum.GetValues<DeleteReason>())
        {
            if (DeleteReasonJson.Word(reason) == word)
            {
                return reason;
            }
        }

        if (word.Length > 0)
        {
            string known = string.Join(", ", Enum.GetValues<DeleteReason>().Select(DeleteReasonJson.Word));
            json.Wrong($"{Excerpt.Of(word)} is not a reason for a delete; there is {known}");
        }

        return default;
    }

    public HostProtection Protect(ref JsonCursor json)
    {
        string? name = null;
        MachineId id = default;
        json.Object(ProtectKeys, (ref JsonCursor j, string key) =>
        {
            if (key == "name")
            {
                name = Name(ref j, j.Text());
                Once(ref j, name, _protectedNames, "is to be protected twice");
            }
            else
            {
                id = j.Id();
                Once(ref j, id, _protected, "is to be protected twice");
                Apart(ref j, id, _deleted, "protected");
            }
        });
        return new HostProtection(name ?? "", id);
    }

    public static HostDrift Drift(ref JsonCursor json)
    {
        string? name = null, dropletName = null, field = null, declared = null, actual = null;
        MachineId id = default;
        json.Object(DriftKeys, (ref JsonCursor j, string key) =>
        {
            switch (key)
            {
                case "name":
                    name = Name(ref j, j.TextOrNull());
                    break;
                case "machine_name":
                    dropletName = j.AnyText();
                    break;
                case "id":
                    id = j.Id();
                    break;
                case "field":
                    field = j.Text();
                    break;
                case "declared":
                    declared = j.AnyTextOrNull();
                    break;
                default:
                    actual = j.AnyTextOrNull();
                    break;
            }
        });
        return new HostDrift(name, dropletName ?? "", id, field ?? "", declared, actual);
    }

    public UnchangedHost Unchanged(ref JsonCursor json)
    {
        string? name = null, dropletName = null;
        MachineId id = default;
        json.Object(UnchangedKeys, (ref JsonCursor j, string key) =>
        {
            switch (key)
            {
                case "name":
                    name = Name(ref j, j.Text());
                    break;
                case "machine_name":
                    dropletName = j.AnyText();
                    break;
                default:
                    id = j.Id();
                    Once(ref j, id, _unchanged, "is listed twice");
                    Apart(ref j, id, _deleted, "unchanged");
                    break;
            }
        });
        return new UnchangedHost(name ?? "", dropletName ?? "", id);
    }

    private static void Once(ref JsonCursor json, string? name, HashSet<string> names, string wrong)
    {
        if (name is { Length: > 0 } && !names.Add(name))
        {
            json.Wrong($"{Excerpt.Of(name)} {wrong}");
        }
    }

    private static void Once(ref JsonCursor json, MachineId id, HashSet<MachineId> ids, string wrong)
    {
        if (id != default && !ids.Add(id))
        {
            json.Wrong($"droplet {id} {wrong}");
        }
    }

    private static void Apart(ref JsonCursor json, MachineId id, HashSet<MachineId> others, string word)
    {
        if (others.Contains(id))
        {
            json.Wrong($"droplet {id} is both to be deleted and {word}");
        }
    }
}
