using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>Reads the options of the instance metadata service.</summary>
internal static class MetadataReader
{
    /// <summary>The options of a request; those it does not name keep their values.</summary>
    public static MetadataOptions Read(Parameters parameters, MetadataOptions start)
    {
        int hops = parameters.Int("HttpPutResponseHopLimit") ?? start.HopLimit;
        return new MetadataOptions
        {
            HttpTokens = Word(parameters, "HttpTokens", start.HttpTokens, "optional", "required"),
            HttpEndpoint = Word(parameters, "HttpEndpoint", start.HttpEndpoint, "enabled", "disabled"),
            HttpProtocolIpv6 = Word(parameters, "HttpProtocolIpv6", start.HttpProtocolIpv6, "enabled", "disabled"),
            InstanceMetadataTags = Word(parameters, "InstanceMetadataTags", start.InstanceMetadataTags, "enabled", "disabled"),
            HopLimit = hops is >= 1 and <= 64 ? hops
                : throw AwsError.InvalidValue("HttpPutResponseHopLimit", hops.ToString(CultureInfo.InvariantCulture)),
        };
    }

    private static string Word(Parameters parameters, string name, string start, string first, string second)
    {
        string word = parameters.Text(name) ?? start;
        return word == first || word == second ? word : throw AwsError.InvalidValue(name, word);
    }
}
