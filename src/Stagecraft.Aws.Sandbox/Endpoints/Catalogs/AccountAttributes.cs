using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Catalogs;

/// <summary><c>DescribeAccountAttributes</c>.</summary>
internal static class AccountAttributes
{
    public static ApiResult Describe(ApiCall call)
    {
        IReadOnlyList<string> names = call.Parameters.List("AttributeName");
        return ApiResult.Of(Xml.List(
            "accountAttributeSet",
            Values(call).Where(pair => names.Count == 0 || names.Contains(pair.Key, StringComparer.Ordinal)),
            pair => new object?[]
            {
                Xml.Text("attributeName", pair.Key),
                Xml.List("attributeValueSet", [pair.Value], value => Xml.Text("attributeValue", value)),
            }));
    }

    private static IEnumerable<KeyValuePair<string, string>> Values(ApiCall call)
    {
        Vpc? vpc = call.Region.Vpcs.Find(item => item.IsDefault);
        yield return KeyValuePair.Create("default-vpc", vpc?.Id ?? "none");
        yield return KeyValuePair.Create("supported-platforms", "VPC");
        yield return KeyValuePair.Create("vpc-max-elastic-ips", call.Conditions.AddressLimit.ToString(CultureInfo.InvariantCulture));
    }
}
