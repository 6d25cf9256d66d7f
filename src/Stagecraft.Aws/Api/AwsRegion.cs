namespace Stagecraft.Aws.Api;

/// <summary>A region.</summary>
/// <param name="Name">For example <c>eu-central-1</c>.</param>
/// <param name="OptIn"><c>opt-in-not-required</c>, <c>opted-in</c> or <c>not-opted-in</c>.</param>
internal sealed record AwsRegion(string Name, string? OptIn)
{
    public bool IsEnabled => OptIn != "not-opted-in";
}
