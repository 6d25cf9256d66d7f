namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

internal sealed record ForwardingRule(
    string EntryProtocol, int EntryPort, string TargetProtocol, int TargetPort, string CertificateId, bool TlsPassthrough);
