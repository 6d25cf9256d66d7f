using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Endpoints.Addresses;
using Stagecraft.Aws.Sandbox.Endpoints.Catalogs;
using Stagecraft.Aws.Sandbox.Endpoints.Images;
using Stagecraft.Aws.Sandbox.Endpoints.Keys;
using Stagecraft.Aws.Sandbox.Endpoints.Networks;
using Stagecraft.Aws.Sandbox.Endpoints.Services;
using Stagecraft.Aws.Sandbox.Endpoints.Volumes;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>All emulated actions: each line adds those of one resource or service.</summary>
internal static class SandboxActions
{
    public static ActionRegistry Create() => new(
    [
        RunInstancesAction.Action,
        .. InstanceReadActions.All,
        .. InstanceStateActions.All,
        .. InstanceAttributeActions.All,
        .. TagActions.All,
        .. CatalogActions.All,
        .. NetworkActions.All,
        .. KeyActions.All,
        .. ImageActions.All,
        .. Snapshots.All,
        .. VolumeActions.All,
        .. AddressActions.All,
        .. ServiceActions.All,
    ]);
}
