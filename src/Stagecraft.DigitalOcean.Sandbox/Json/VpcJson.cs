using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record VpcJson(
    string Id, string Urn, string Name, string Description, string Region, string IpRange, string CreatedAt, bool Default)
{
    public static VpcJson Of(Vpc vpc) =>
        new(
            vpc.Id, $"do:vpc:{vpc.Id}", vpc.Name, vpc.Description,
            vpc.Region, vpc.Range.ToString(), Timestamp.Format(vpc.CreatedAt), vpc.IsDefault);
}
