using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Volumes;

/// <summary>Reads and validates the body of a create.</summary>
internal static class VolumeBodyReader
{
    private const int MaxNameLength = 64;

    public static VolumeSpec Read(JsonBody body)
    {
        string name = body.Text("name") ?? throw ApiError.Unprocessable("name is required.");
        if (!IsValidName(name))
        {
            throw ApiError.Unprocessable(
                $"name must begin with a lowercase letter and have at most {MaxNameLength} lowercase letters, digits and dashes.");
        }

        string type = body.Word("filesystem_type", "", "ext4", "xfs") ?? "";
        return new VolumeSpec
        {
            Name = name,
            Region = body.Text("region") ?? throw ApiError.Unprocessable("region is required."),
            Description = body.Text("description") ?? "",
            Size = Size(body) ?? (body.Has("snapshot_id") ? 0 : throw ApiError.Unprocessable("size_gigabytes is required.")),
            FilesystemType = type,
            FilesystemLabel = Label(body.Text("filesystem_label") ?? "", type),
            Tags = TagName.Read(body),
        };
    }

    /// <summary>The size in GiB; null if absent.</summary>
    public static int? Size(JsonBody body) => body.Number("size_gigabytes", 1, Volume.MaxSize);

    private static string Label(string label, string type)
    {
        int max = type switch
        {
            "ext4" => 16,
            "xfs" => 12,
            _ => 0,
        };
        return label.Length <= max
            ? label
            : throw ApiError.Unprocessable(max == 0
                ? "filesystem_label requires filesystem_type."
                : $"filesystem_label must have at most {max} characters for {type}.");
    }

    private static bool IsValidName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && char.IsAsciiLetterLower(name[0])
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
