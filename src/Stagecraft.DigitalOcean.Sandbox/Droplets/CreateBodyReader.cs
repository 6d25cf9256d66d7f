using System.Text;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Reads and validates the body of a create.</summary>
internal static class CreateBodyReader
{
    private const int MaxNames = 10;
    private const int MaxUserDataBytes = 64 * 1024;

    public static CreateBody Read(JsonBody body)
    {
        CreateBody result = new CreateBody
        {
            Names = Names(body),
            IsMultiple = body.Has("names"),
            Region = body.Text("region") ?? "",
            Size = body.Text("size") ?? throw ApiError.Unprocessable("size is required."),
            Image = Image(body),
            SshKeys = body.Items("ssh_keys"),
            Tags = TagName.Read(body),
            UserData = UserData(body),
            Backups = BackupPolicyReader.Read(body),
            Ipv6 = body.Boolean("ipv6") ?? false,
            Monitoring = body.Boolean("monitoring") ?? false,
            DropletAgent = body.Boolean("with_droplet_agent") ?? true,
            PublicNetworking = body.Boolean("public_networking") ?? true,
            VpcUuid = body.Text("vpc_uuid"),
            Volumes = [.. body.Items("volumes").Select(item => Text(item, "volumes")).Distinct()],
        };
        if (!result.PublicNetworking && result.Ipv6)
        {
            throw ApiError.Unprocessable("ipv6 needs public_networking.");
        }

        return result;
    }

    private static IReadOnlyList<string> Names(JsonBody body)
    {
        if (body.Has("name") == body.Has("names"))
        {
            throw ApiError.Unprocessable("Either name or names is required.");
        }

        IReadOnlyList<string> names = body.Text("name") is { } name ? [name] : [.. body.Items("names").Select(item => Text(item, "names"))];
        if (names.Count is 0 or > MaxNames)
        {
            throw ApiError.Unprocessable($"names must hold 1 to {MaxNames} names.");
        }

        return names.All(DropletName.IsValid)
            ? names
            : throw ApiError.Unprocessable(DropletName.Invalid);
    }

    private static string Image(JsonBody body)
    {
        if (body.Find("image") is not { } image)
        {
            throw ApiError.Unprocessable("image is required.");
        }

        if (JsonBody.NumberOf(image) is { } id)
        {
            return Identifier.Format(id);
        }

        return JsonBody.TextOf(image) ?? throw ApiError.Unprocessable("image must be a slug or an id.");
    }

    private static string? UserData(JsonBody body)
    {
        string? text = body.Text("user_data");
        return text is null || Encoding.UTF8.GetByteCount(text) <= MaxUserDataBytes
            ? text
            : throw ApiError.Unprocessable("user_data is over 64 KiB.");
    }

    private static string Text(JsonElement item, string member) =>
        JsonBody.TextOf(item) ?? throw ApiError.Unprocessable($"{member} must hold strings.");
}
