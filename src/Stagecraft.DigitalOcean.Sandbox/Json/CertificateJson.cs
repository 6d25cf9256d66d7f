using System.Security.Cryptography;
using System.Text;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record CertificateJson(
    string Id, string Name, string NotAfter, string Sha1Fingerprint, string CreatedAt, IReadOnlyList<string> DnsNames)
{
    private const int Sha1Bytes = 20;

    public string State { get; } = "verified";

    public string Type { get; } = "custom";

    public static CertificateJson Of(Certificate certificate) => new(
        ResourceId.Format(ResourceKind.Certificate, certificate.Id),
        certificate.Name,
        Timestamp.Format(Certificate.NotAfter),
        // There is no certificate data; the value only has to be unique.
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(certificate.Name)).AsSpan(0, Sha1Bytes)),
        Timestamp.Format(Certificate.CreatedAt),
        [$"{certificate.Name}.example.com"]);
}
