namespace Stagecraft.Aws.Sandbox.State;

/// <summary>The options of the instance metadata service.</summary>
internal sealed class MetadataOptions
{
    public string HttpTokens { get; set; } = "optional";

    public string HttpEndpoint { get; set; } = "enabled";

    public string HttpProtocolIpv6 { get; set; } = "disabled";

    public string InstanceMetadataTags { get; set; } = "disabled";

    public int HopLimit { get; set; } = 1;
}
