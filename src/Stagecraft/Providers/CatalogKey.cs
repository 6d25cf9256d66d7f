namespace Stagecraft.Providers;

/// <summary>An SSH key of an account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, which others may have too.</param>
/// <param name="Fingerprint">Its fingerprint.</param>
public sealed record CatalogKey(string Id, string Name, string Fingerprint);
