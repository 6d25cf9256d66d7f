using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

/// <summary>Reads and validates forwarding rules.</summary>
internal static class ForwardingRuleReader
{
    private const int MaxPort = 65535;

    public static IReadOnlyList<ForwardingRule> Read(JsonBody body)
    {
        List<ForwardingRule> rules =
            [.. body.Items("forwarding_rules").Select(rule => Rule(new JsonBody(rule, "a forwarding rule")))];
        return rules.Count > 0 ? rules : throw ApiError.Unprocessable("forwarding_rules must have at least one rule.");
    }

    /// <summary>Verifies that no two rules have the same entry.</summary>
    public static IReadOnlyList<ForwardingRule> Validated(IReadOnlyList<ForwardingRule> rules) =>
        rules.Count > 0 && rules.DistinctBy(rule => (rule.EntryPort, rule.EntryProtocol == "udp")).Count() == rules.Count
            ? rules
            : throw ApiError.Unprocessable("forwarding_rules must have at least one rule, and each entry port once.");

    private static ForwardingRule Rule(JsonBody body)
    {
        ForwardingRule rule = new ForwardingRule(
            body.Word("entry_protocol", "http", "https", "http2", "http3", "tcp", "udp") ?? throw Missing("entry_protocol"),
            body.Number("entry_port", 1, MaxPort) ?? throw Missing("entry_port"),
            body.Word("target_protocol", "http", "https", "http2", "tcp", "udp") ?? throw Missing("target_protocol"),
            body.Number("target_port", 1, MaxPort) ?? throw Missing("target_port"),
            body.Text("certificate_id") ?? "",
            body.Boolean("tls_passthrough") ?? false);
        if (rule.EntryProtocol == "udp" != (rule.TargetProtocol == "udp"))
        {
            throw ApiError.Unprocessable("udp requires udp as both entry_protocol and target_protocol.");
        }

        bool isTls = rule.EntryProtocol is "https" or "http2" or "http3";
        if (rule.TlsPassthrough && (!isTls || rule.CertificateId.Length > 0 || rule.TargetProtocol is not ("https" or "http2")))
        {
            throw ApiError.Unprocessable("tls_passthrough requires TLS at both ends and no certificate.");
        }

        return isTls == (rule.TlsPassthrough || rule.CertificateId.Length > 0)
            ? rule
            : throw ApiError.Unprocessable("certificate_id or tls_passthrough is required for TLS, and for nothing else.");
    }

    private static ApiError Missing(string member) => ApiError.Unprocessable($"{member} is required.");
}
