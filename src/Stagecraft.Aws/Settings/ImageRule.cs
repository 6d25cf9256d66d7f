using System.Text.RegularExpressions;

namespace Stagecraft.Aws.Settings;

/// <summary>Reads images. An image of a default is reported once, at the default.</summary>
internal sealed partial class ImageRule(ConfigProblems problems)
{
    public const string Hint =
        "use an alias (ubuntu-24.04, ubuntu-22.04, al2023, debian-12), an image id (ami-0123456789abcdef0), or a parameter (ssm:/path)";

    private const string ParameterPrefix = "ssm:";

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <returns>The image; null if it is invalid and reported.</returns>
    public ImageReference? Read(Setting<string> image)
    {
        if (Parse(image.Value) is { } reference)
        {
            return reference;
        }

        if (_reported.Add(image.Path))
        {
            string? meant = Suggestion.Nearest(image.Value, ImageAlias.All.Select(a => a.Name));
            problems.AddAt(
                image.Location,
                image.Path,
                $"{Excerpt.Of(image.Value)} is not an image",
                meant is null ? Hint : $"did you mean {Excerpt.Of(meant)}?");
        }

        return null;
    }

    private static ImageReference? Parse(string text) =>
        ImageAlias.Find(text) is not null ? new(ImageReferenceKind.Alias, text)
        : ImageId().IsMatch(text) ? new(ImageReferenceKind.Ami, text)
        : Parameter().IsMatch(text) ? new(ImageReferenceKind.Parameter, text[ParameterPrefix.Length..])
        : null;

    [GeneratedRegex(@"^ami-[0-9a-f]{4,17}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImageId();

    [GeneratedRegex(@"^ssm:(/[A-Za-z0-9_.-]+){1,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
