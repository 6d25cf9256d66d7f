using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

/// <summary>Reads and validates the body of a create or an update. Absent members have their default values.</summary>
internal static class LoadBalancerBodyReader
{
    private const int MaxDroplets = 10;
    private const int MaxNameLength = 255;

    /// <summary>Reads the settings.</summary>
    /// <param name="body">The body.</param>
    /// <param name="previous">The settings before an update; null for a create.</param>
    public static LoadBalancerSpec Read(JsonBody body, LoadBalancerSpec? previous)
    {
        IReadOnlyList<long> droplets = DropletIds(body);
        string tag = body.Text("tag") ?? "";
        if (tag.Length > 0 && droplets.Count > 0)
        {
            throw ApiError.Unprocessable("tag and droplet_ids cannot be combined.");
        }

        return Validated(new LoadBalancerSpec
        {
            Name = Name(body),
            Region = Fixed(body, "region", previous?.Region) ?? throw ApiError.Unprocessable("region is required."),
            VpcUuid = Fixed(body, "vpc_uuid", previous?.VpcUuid) ?? "",
            ProjectId = body.Text("project_id") ?? "",
            SizeUnit = body.Number("size_unit", 1, 100) ?? SizeOf(body.Word("size", "lb-small", "lb-medium", "lb-large")),
            ForwardingRules = ForwardingRuleReader.Read(body),
            HealthCheck = Check(body.Object("health_check") ?? JsonBody.Empty),
            StickySessions = Sticky(body.Object("sticky_sessions") ?? JsonBody.Empty),
            Firewall = Firewall(body.Object("firewall") ?? JsonBody.Empty),
            RedirectHttpToHttps = body.Boolean("redirect_http_to_https") ?? false,
            EnableProxyProtocol = body.Boolean("enable_proxy_protocol") ?? false,
            EnableBackendKeepalive = body.Boolean("enable_backend_keepalive") ?? false,
            HttpIdleTimeoutSeconds = body.Number("http_idle_timeout_seconds", 30, 600) ?? 60,
            DisableLetsEncryptDnsRecords = body.Boolean("disable_lets_encrypt_dns_records") ?? false,
            NetworkStack = Fixed(body, "network_stack", previous?.NetworkStack) ?? "IPV4",
            Type = Fixed(body, "type", previous?.Type) ?? "REGIONAL",
            TlsCipherPolicy = body.Word("tls_cipher_policy", "DEFAULT", "STRONG") ?? "DEFAULT",
            Tag = tag,
            DropletIds = droplets,
        });
    }

    public static IReadOnlyList<long> DropletIds(JsonBody body) =>
        [.. body.Items("droplet_ids").Select(item => JsonBody.NumberOf(item)
            ?? throw ApiError.Unprocessable("droplet_ids must hold ids.")).Distinct()];

    /// <summary>Verifies the limits of a load balancer.</summary>
    public static LoadBalancerSpec Validated(LoadBalancerSpec spec)
    {
        ForwardingRuleReader.Validated(spec.ForwardingRules);
        if (spec.NetworkStack is not ("IPV4" or "DUALSTACK") || spec.Type is not ("REGIONAL" or "REGIONAL_NETWORK"))
        {
            throw ApiError.Unprocessable(
                "The sandbox emulates the types REGIONAL and REGIONAL_NETWORK, and the stacks IPV4 and DUALSTACK.");
        }

        return spec.DropletIds.Count <= MaxDroplets
            ? spec
            : throw ApiError.Unprocessable($"A load balancer can have at most {MaxDroplets} droplets by ID; use a tag for more.");
    }

    private static string Name(JsonBody body)
    {
        if (body.Word("network", "EXTERNAL", "INTERNAL") == "INTERNAL")
        {
            throw ApiError.Unprocessable("The sandbox does not emulate internal load balancers.");
        }

        return body.Text("name") is { Length: > 0 and <= MaxNameLength } name
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-')
                ? name
                : throw ApiError.Unprocessable("name is required and may only have letters, digits, periods and dashes.");
    }

    /// <summary>A member that cannot change after the create.</summary>
    private static string? Fixed(JsonBody body, string member, string? previous)
    {
        string? text = body.Text(member) is { Length: > 0 } set ? set : null;
        return previous is null || text is null || text == previous
            ? text ?? previous
            : throw ApiError.Unprocessable($"{member} cannot be changed.");
    }

    private static int SizeOf(string? size) => size switch
    {
        "lb-medium" => 3,
        "lb-large" => 6,
        _ => 1,
    };

    private static HealthCheck Check(JsonBody body)
    {
        string protocol = body.Word("protocol", "http", "https", "tcp") ?? "http";
        return new HealthCheck(
            protocol,
            body.Number("port", 1, 65535) ?? 80,
            protocol == "tcp" ? null : body.Text("path") ?? "/",
            body.Number("check_interval_seconds", 3, 300) ?? 10,
            body.Number("response_timeout_seconds", 3, 300) ?? 5,
            body.Number("unhealthy_threshold", 2, 10) ?? 5,
            body.Number("healthy_threshold", 2, 10) ?? 3);
    }

    private static StickySessions Sticky(JsonBody body) => body.Word("type", "none", "cookies") == "cookies"
        ? new StickySessions(
            "cookies",
            body.Text("cookie_name") is { Length: >= 2 and <= 40 } name
                ? name
                : throw ApiError.Unprocessable("cookie_name must have 2 to 40 characters."),
            body.Number("cookie_ttl_seconds", 1, 34650) ?? throw ApiError.Unprocessable("cookie_ttl_seconds is required."))
        : new StickySessions("none", null, null);

    private static LoadBalancerFirewall Firewall(JsonBody body) => new(Sources(body, "deny"), Sources(body, "allow"));

    private static string[] Sources(JsonBody body, string member) =>
        [.. body.Items(member).Select(item => JsonBody.TextOf(item) is { } text
            && (text.StartsWith("ip:", StringComparison.Ordinal) || text.StartsWith("cidr:", StringComparison.Ordinal))
                ? text
                : throw ApiError.Unprocessable($"{member} must hold sources such as ip:1.2.3.4 or cidr:1.2.0.0/16."))];
}
