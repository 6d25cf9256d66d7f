using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The result of each type of action, and the states that do not allow it.</summary>
internal sealed class DropletActionRules(Catalog catalog)
{
    /// <summary>Whether a type exists in the real API, but is not emulated.</summary>
    public static bool IsNotEmulated(string type) =>
        type == "change_kernel";

    /// <summary>The droplet after the action; null for an unknown type.</summary>
    public Droplet? After(
        string type, JsonBody body, Droplet droplet, Func<string, ImageJson?> findImage, DateTimeOffset now) => type switch
        {
            // Clients send these two without reading the status first, so both are idempotent.
            "power_on" => InStatus(droplet, ["off", "active"], now) with { SetStatus = "active" },
            "shutdown" => InStatus(droplet, ["active", "off"], now) with { SetStatus = "off" },
            "power_off" => droplet.StatusAt(now) == "off"
                ? throw ApiError.Unprocessable("Droplet is already powered off.")
                : InStatus(droplet, ["active"], now) with { SetStatus = "off" },
            "password_reset" or "snapshot" => InStatus(droplet, ["active", "off"], now),
            "rebuild" => Rebuilding.After(InStatus(droplet, ["active", "off"], now), body, findImage),
            "restore" => Rebuilding.AfterRestore(InStatus(droplet, ["active", "off"], now), body, findImage),
            "reboot" or "power_cycle" => InStatus(droplet, ["active"], now),
            "rename" => Renamed(droplet, body),
            "resize" => Resizing.After(InStatus(droplet, ["off"], now), body, catalog),
            "enable_ipv6" => WithIpv6(droplet),
            "enable_backups" => WithBackups(droplet, body),
            "change_backup_policy" => WithPolicy(droplet, body),
            "disable_backups" => WithoutBackups(droplet),
            _ => null,
        };

    /// <summary>The droplet with or without backups, whatever it has now.</summary>
    public static Droplet WithBackups(Droplet droplet, bool enabled)
    {
        IEnumerable<string> others = droplet.Features.Where(feature => feature != "backups");
        return droplet with { Backups = enabled ? BackupPolicy.Daily : null, Features = [.. enabled ? others.Prepend("backups") : others] };
    }

    private static Droplet InStatus(Droplet droplet, string[] allowed, DateTimeOffset now)
    {
        string status = droplet.StatusAt(now);
        return allowed.Contains(status)
            ? droplet
            : throw ApiError.Unprocessable($"Droplet must be {allowed[0]} for this action, but it is {status}.");
    }

    private static Droplet Renamed(Droplet droplet, JsonBody body)
    {
        string name = body.Text("name") ?? throw ApiError.Unprocessable("name is required.");
        return DropletName.IsValid(name)
            ? droplet with { Name = name }
            : throw ApiError.Unprocessable(DropletName.Invalid);
    }

    private static Droplet WithIpv6(Droplet droplet)
    {
        if (droplet.Features.Contains("ipv6"))
        {
            throw ApiError.Unprocessable("IPv6 is already enabled for this Droplet.");
        }

        return droplet.PublicNetworking
            ? droplet with { Features = [.. droplet.Features, "ipv6"] }
            : throw ApiError.Unprocessable("IPv6 needs public networking.");
    }

    private static Droplet WithBackups(Droplet droplet, JsonBody body)
    {
        BackupPolicy policy = BackupPolicyReader.Policy(body) ?? BackupPolicy.Daily;
        return droplet.Backups is null
            ? WithBackups(droplet, enabled: true) with { Backups = policy }
            : throw ApiError.Unprocessable("Backups are already enabled for this Droplet.");
    }

    private static Droplet WithPolicy(Droplet droplet, JsonBody body)
    {
        BackupPolicy policy = BackupPolicyReader.Policy(body) ?? throw ApiError.Unprocessable("backup_policy is required.");
        return RequireBackups(droplet) with { Backups = policy };
    }

    private static Droplet WithoutBackups(Droplet droplet) =>
        WithBackups(RequireBackups(droplet), enabled: false);

    private static Droplet RequireBackups(Droplet droplet) =>
        droplet.Backups is not null ? droplet : throw ApiError.Unprocessable("Backups are not enabled for this Droplet.");
}
