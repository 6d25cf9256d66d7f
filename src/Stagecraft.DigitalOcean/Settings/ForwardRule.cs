namespace Stagecraft.DigitalOcean.Settings;

/// <summary>A declared forwarding rule of a load balancer.</summary>
/// <param name="Protocol">The protocol of the clients.</param>
/// <param name="Port">The port of the clients.</param>
/// <param name="TargetProtocol">The protocol of the hosts.</param>
/// <param name="TargetPort">The port of the hosts.</param>
/// <param name="Certificate">The name of the certificate, <see cref="ForwardText.Passthrough"/>, or null without TLS.</param>
internal sealed record ForwardRule(string Protocol, int Port, string TargetProtocol, int TargetPort, Setting<string>? Certificate)
{
    public string Name => ForwardText.RuleName(Protocol, Port);

    /// <summary>Whether the hosts decrypt.</summary>
    public bool IsPassthrough => Certificate?.Value == ForwardText.Passthrough;

    /// <summary>The certificate of the account that it names, or null.</summary>
    public Setting<string>? NamedCertificate => IsPassthrough ? null : Certificate;

    public DeclaredField Field => new(Name, ForwardText.RuleValue(TargetProtocol, TargetPort, Certificate?.Value));
}
