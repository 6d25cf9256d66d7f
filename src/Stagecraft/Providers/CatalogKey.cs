namespace Stagecraft.Providers;

/// <summary>An SSH key of an account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, which others may have too.</param>
/// <param name="Fingerprint">Its MD5 fingerprint, without a prefix.</param>
public sealed record CatalogKey(string Id, string Name, string Fingerprint)
{
    /// <summary>Its fingerprint as <c>ssh-keygen -l</c> prints it: <c>SHA256:…</c>. Default: null, it is unknown.</summary>
    public string? Sha256 { get; init; }
}
