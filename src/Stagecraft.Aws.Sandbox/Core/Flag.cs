namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>The text of a flag in a filter.</summary>
internal static class Flag
{
    public static string Of(bool value) => value ? "true" : "false";
}
