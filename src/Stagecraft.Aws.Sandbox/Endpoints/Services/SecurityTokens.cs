using System.Text;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Endpoints.Services;

/// <summary>The Security Token Service.</summary>
internal static class SecurityTokens
{
    public static ApiResult GetCallerIdentity(ApiCall call) => ApiResult.Of(
        Xml.Text("Arn", Caller.ArnOf(call)),
        Xml.Text("UserId", Caller.UserId),
        Xml.Text("Account", call.Account.AccountId));

    /// <summary>The content of the encoded message of a denied request.</summary>
    public static ApiResult DecodeAuthorizationMessage(ApiCall call)
    {
        string message = call.Parameters.Required("EncodedMessage");
        Span<byte> bytes = new byte[message.Length];
        return Convert.TryFromBase64String(message, bytes, out int length)
            ? ApiResult.Of(Xml.Text("DecodedMessage", Encoding.UTF8.GetString(bytes[..length])))
            : throw AwsError.BadRequest("InvalidAuthorizationMessageException", "The message is not valid.");
    }
}
