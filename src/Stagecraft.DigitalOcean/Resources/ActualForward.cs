using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>A forwarding rule of an existing load balancer.</summary>
/// <param name="Name">The name of its field.</param>
/// <param name="TargetProtocol">The protocol of the hosts.</param>
/// <param name="TargetPort">The port of the hosts.</param>
/// <param name="CertificateId">The id of its certificate; empty for none.</param>
/// <param name="IsPassthrough">Whether the hosts decrypt.</param>
/// <param name="Json">The rule as it was read.</param>
internal sealed record ActualForward(
    string Name, string TargetProtocol, int TargetPort, string CertificateId, bool IsPassthrough, JsonObject Json)
{
    public static ActualForward Of(JsonObject json) => new(
        ForwardText.RuleName(json.Text("entry_protocol"), json.Integer("entry_port")),
        json.Text("target_protocol"),
        json.Integer("target_port"),
        json.OptionalText("certificate_id") ?? "",
        json.OptionalFlag("tls_passthrough") ?? false,
        json);

    /// <summary>The value of its field.</summary>
    /// <param name="certificates">The names of the certificates by id.</param>
    public string Value(IReadOnlyDictionary<string, string> certificates) => ForwardText.RuleValue(
        TargetProtocol,
        TargetPort,
        IsPassthrough ? ForwardText.Passthrough
            : CertificateId.Length == 0 ? null
            : certificates.GetValueOrDefault(CertificateId, CertificateId));
}
