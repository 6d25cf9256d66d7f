namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads the forwarding rules of a load balancer.</summary>
internal sealed class ForwardParser(ConfigProblems problems)
{
    private const int MaxPort = 65535;

    /// <returns>The valid rules in the order of the file. Problems are reported.</returns>
    public IReadOnlyList<ForwardRule> Parse(SectionReader balancer)
    {
        List<ForwardRule> rules = [];
        foreach ((ConfigMapping node, SectionReader reader) in balancer.Mappings(LoadBalancerKeys.Forward))
        {
            if (Rule(reader) is not { } rule)
            {
                continue;
            }

            if (rules.Find(r => r.Port == rule.Port && IsUdp(r.Protocol) == IsUdp(rule.Protocol)) is { } same)
            {
                problems.Add(
                    node,
                    $"port {rule.Port} has two forwarding rules",
                    $"the other one is from {ForwardText.End(same.Protocol, same.Port)}: use another port, or remove one of them");
            }

            rules.Add(rule);
        }

        if (balancer.Node(LoadBalancerKeys.Forward).Setting?.Value is ConfigSequence { Items.Count: 0 } empty)
        {
            problems.Add(empty, "forward is empty", "add a rule, for example { from: http/80, to: http/80 }");
        }

        return rules;
    }

    private ForwardRule? Rule(SectionReader reader)
    {
        (string Protocol, int Port)? from = End(reader, LoadBalancerKeys.From);
        (string Protocol, int Port)? to = End(reader, LoadBalancerKeys.To);
        Declared<string> certificate = reader.Text(LoadBalancerKeys.Certificate);
        if (from is not { } entry || to is not { } target)
        {
            return null;
        }

        ForwardRule rule = new(entry.Protocol, entry.Port, target.Protocol, target.Port, certificate.Setting);
        Check(rule, reader, certificate.IsPresent);
        return rule;
    }

    private void Check(ForwardRule rule, SectionReader reader, bool hasCertificate)
    {
        if (IsUdp(rule.Protocol) != IsUdp(rule.TargetProtocol))
        {
            problems.AddAt(
                reader.LocationOf(LoadBalancerKeys.To),
                reader.PathOf(LoadBalancerKeys.To),
                $"to is {ForwardText.End(rule.TargetProtocol, rule.TargetPort)}, but from is {ForwardText.End(rule.Protocol, rule.Port)}",
                "UDP traffic is forwarded as UDP, and no other traffic is");
        }

        bool isTls = ForwardText.IsTls(rule.Protocol);
        if (isTls && !hasCertificate)
        {
            reader.ReportMissing(
                LoadBalancerKeys.Certificate,
                "name a certificate of the account, or write certificate: passthrough if the hosts decrypt");
        }
        else if (!isTls && hasCertificate)
        {
            problems.AddAt(
                reader.LocationOf(LoadBalancerKeys.Certificate),
                reader.PathOf(LoadBalancerKeys.Certificate),
                $"a rule from {rule.Protocol} has no certificate",
                "remove the certificate, or use https or http2 in from");
        }
        else if (rule.IsPassthrough && !ForwardText.IsTls(rule.TargetProtocol))
        {
            problems.AddAt(
                reader.LocationOf(LoadBalancerKeys.To),
                reader.PathOf(LoadBalancerKeys.To),
                $"certificate: passthrough requires https or http2 in to, not {rule.TargetProtocol}",
                $"example: to: https/{rule.TargetPort}");
        }
    }

    private (string Protocol, int Port)? End(SectionReader reader, SettingKey key)
    {
        if (reader.Node(key).Setting?.Value is not { } node || TextRule.Check(node, key.Name, problems) is not { } text)
        {
            return null;
        }

        string[] parts = text.Split('/');
        if (parts.Length == 2 && ForwardText.Protocols.Contains(parts[0])
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= MaxPort)
        {
            return (parts[0], port);
        }

        problems.Add(
            node,
            $"{key.Name} is {Excerpt.Of(text)}, which is not a protocol and a port",
            parts.Length == 2 && !ForwardText.Protocols.Contains(parts[0])
                && Suggestion.Nearest(parts[0], ForwardText.Protocols) is { } meant
                    ? $"did you mean {Excerpt.Of($"{meant}/{parts[1]}")}?"
                    : $"example: https/443; protocols: {string.Join(", ", ForwardText.Protocols)}");
        return null;
    }

    private static bool IsUdp(string protocol) => protocol == ForwardText.Udp;
}
