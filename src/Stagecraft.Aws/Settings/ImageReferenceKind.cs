namespace Stagecraft.Aws.Settings;

internal enum ImageReferenceKind
{
    /// <summary>A word of <see cref="ImageAlias"/>.</summary>
    Alias,

    /// <summary>An image id.</summary>
    Ami,

    /// <summary>A parameter of Systems Manager with the id of an image.</summary>
    Parameter,
}
