namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>Amazon Resource Names of EC2.</summary>
internal static class Arn
{
    public static string Of(ApiCall call, string type, string id) =>
        $"arn:aws:ec2:{call.Region.Name}:{call.Account.AccountId}:{type}/{id}";
}
