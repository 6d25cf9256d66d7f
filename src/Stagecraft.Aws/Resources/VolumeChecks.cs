using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Resources;

/// <summary>Finds volumes that cannot be created, enlarged or attached, and what remains to be done in the host.</summary>
internal sealed class VolumeChecks(ResourceOwner owner, Networks networks)
{
    public static string NoZone(VolumeSettings declared) =>
        $"host '{declared.Host}' has volumes, but neither zone nor subnet: a volume can be attached only in its zone";

    public IEnumerable<Problem> Of(VolumeSettings declared, ResourceList list, ResourceContext context)
    {
        Volume? actual = context.Resources.TryGetValue((ResourceKind.Volume, declared.Name), out ResourceId id)
            ? (Volume?)list.Resources.FirstOrDefault(r => r.Id == id) : null;
        if (actual?.Size > declared.Size)
        {
            yield return Problem(
                declared,
                $"volume '{declared.CloudName}' has {VolumeSettings.SizeText(actual.Size)}, but the file declares "
                    + $"{VolumeSettings.SizeText(declared.Size)}: a volume cannot shrink",
                string.Create(CultureInfo.InvariantCulture, $"declare size: {actual.Size}, or a volume with another name"));
        }

        Ec2Host? host = owner.HostOf(declared.Host);
        if (host is { Zone: null, Subnet: null })
        {
            string hint = actual is not null ? $"declare zone: {actual.Zone} for the host"
                : context.Machines.ContainsKey(declared.Host!)
                    ? $"declare the zone of its instance, for example zone: {declared.Region}a"
                    : $"declare zone for the host, for example zone: {declared.Region}a";
            yield return Problem(declared, NoZone(declared), hint);
        }
        else if (host is not null && actual is not null && networks.ZoneOf(host) is { } zone && zone != actual.Zone)
        {
            yield return Problem(
                declared,
                $"volume '{declared.CloudName}' is in zone {actual.Zone}, but host '{declared.Host}' is in {zone}: "
                    + "a volume cannot be moved",
                $"keep the host in zone {actual.Zone}, or declare a volume with another name and copy the data");
        }
    }

    public static IReadOnlyList<PlanWarning> WarningsOf(ResourceChange change, VolumeSettings? volume)
    {
        if (volume is null || change.Actions != ResourceActions.Update
            || !change.Fields.Any(f => f.Name == VolumeKeys.Size.Name && f.IsUpdated))
        {
            return [];
        }

        // The serial number of an NVMe device is the volume's id without the dash.
        string serial = change.Id?.Value.Replace("-", "", StringComparison.Ordinal) ?? "";
        string command = volume.Filesystem == VolumeKeys.Xfs
            ? $"xfs_growfs {volume.Mount ?? "DIRECTORY"}" : $"resize2fs /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_{serial}";
        return
        [
            new(
                "filesystem_not_grown",
                $"volume '{volume.CloudName}' grows, but its file system does not: after the run, run `{command}` on host {volume.Host}"),
        ];
    }

    private static Problem Problem(VolumeSettings declared, string message, string hint) =>
        new(ErrorCodes.ConfigInvalid, message, hint, declared.Location, declared.Path);
}
