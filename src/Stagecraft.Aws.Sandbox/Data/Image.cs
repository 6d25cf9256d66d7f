namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>An image of the catalog.</summary>
/// <param name="Id">The AMI ID.</param>
/// <param name="Name">The name.</param>
/// <param name="Architecture"><c>x86_64</c> or <c>arm64</c>.</param>
/// <param name="RootDevice">The name of the root device.</param>
/// <param name="RootGigabytes">The size of the root snapshot in GiB.</param>
internal sealed record Image(string Id, string Name, string Architecture, string RootDevice, int RootGigabytes);
