namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>The identity of all requests: one IAM user.</summary>
internal static class Caller
{
    public const string UserId = "AIDASANDBOX0000000001";

    public static string ArnOf(ApiCall call) => $"arn:aws:iam::{call.Account.AccountId}:user/sandbox";
}
