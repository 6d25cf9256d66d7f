namespace Stagecraft.Aws.Settings;

/// <summary>A declared image.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The alias, the image id, or the path of the parameter without <c>ssm:</c>.</param>
internal sealed record ImageReference(ImageReferenceKind Kind, string Value)
{
    /// <summary>The path of the parameter with the image id; null for an image id.</summary>
    /// <param name="isArm">Whether the instance type has the architecture arm64; otherwise x86_64.</param>
    public string? ParameterFor(bool isArm) => Kind switch
    {
        ImageReferenceKind.Alias => ImageAlias.Find(Value)!.ParameterFor(isArm),
        ImageReferenceKind.Parameter => Value,
        _ => null,
    };
}
