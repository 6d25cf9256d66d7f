using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>IDs of resources that exist in every account: the same text gives the same ID.</summary>
internal static class DerivedId
{
    /// <summary>An ID with 17 hexadecimal digits.</summary>
    public static string Of(string prefix, params ReadOnlySpan<string> parts) =>
        $"{prefix}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', parts))))[..17]}";
}
