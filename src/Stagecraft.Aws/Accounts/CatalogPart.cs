namespace Stagecraft.Aws.Accounts;

/// <summary>A part of a <see cref="RegionCatalog"/> that is read by a request of its own, and that the credentials may not be permitted to
/// read.</summary>
internal enum CatalogPart
{
    Types,
    Zones,
    KeyPairs,
    Subnets,
    DefaultSubnets,
    Groups,
    Images,
}
