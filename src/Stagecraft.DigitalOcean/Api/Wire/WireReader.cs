using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Reads the bodies of answers. Whatever is not as it must be is a <see cref="JsonException"/>: never half a thing.</summary>
internal static class WireReader
{
    public static Account Account(ReadOnlyMemory<byte> body)
    {
        WireAccount account = Read(body, WireContext.Default.WireAccountAnswer).Account;
        return new Account(account.DropletLimit, account.Status);
    }

    public static SshKey SshKey(ReadOnlyMemory<byte> body) => WireMapper.ToSshKey(Read(body, WireContext.Default.WireSshKeyAnswer).SshKey);

    public static Image Image(ReadOnlyMemory<byte> body) => WireMapper.ToImage(Read(body, WireContext.Default.WireImageAnswer).Image);

    /// <summary>The droplet of an id: what is said of another must not pass for it.</summary>
    public static Droplet Droplet(ReadOnlyMemory<byte> body, long id)
    {
        Droplet droplet = WireMapper.ToDroplet(
            Read(body, WireContext.Default.WireDropletAnswer).Droplet ?? throw new JsonException("it holds no droplet"));
        return droplet.Id == id ? droplet : throw new JsonException("it is about another droplet");
    }

    public static IReadOnlyList<Droplet> CreatedDroplets(ReadOnlyMemory<byte> body)
    {
        WireDropletAnswer answer = Read(body, WireContext.Default.WireDropletAnswer);
        List<WireDroplet?> droplets = answer.Droplets ?? [answer.Droplet];
        return droplets.Count > 0 ? All(droplets, WireMapper.ToDroplet) : throw new JsonException("it holds no droplet");
    }

    public static IReadOnlyList<DropletAction> Actions(ReadOnlyMemory<byte> body) =>
        All(Read(body, WireContext.Default.WireActionPage).Actions, WireMapper.ToAction);

    public static ListPage<Droplet> DropletPage(ReadOnlyMemory<byte> body) =>
        Page(body, WireContext.Default.WireDropletPage, page => page.Droplets, WireMapper.ToDroplet);

    public static ListPage<SshKey> SshKeyPage(ReadOnlyMemory<byte> body) =>
        Page(body, WireContext.Default.WireSshKeyPage, page => page.SshKeys, WireMapper.ToSshKey);

    public static ListPage<Region> RegionPage(ReadOnlyMemory<byte> body) =>
        Page(body, WireContext.Default.WireRegionPage, page => page.Regions, WireMapper.ToRegion);

    public static ListPage<Size> SizePage(ReadOnlyMemory<byte> body) =>
        Page(body, WireContext.Default.WireSizePage, page => page.Sizes, WireMapper.ToSize);

    public static ListPage<Tag> TagPage(ReadOnlyMemory<byte> body) =>
        Page(body, WireContext.Default.WireTagPage, page => page.Tags, WireMapper.ToTag);

    /// <summary>The API's own error, or null where the body is anything else, for instance a gateway's page.</summary>
    public static WireError? Error(ReadOnlyMemory<byte>? body)
    {
        try
        {
            WireError? error = body is { } bytes ? Read(bytes, WireContext.Default.WireError) : null;
            return error is { Id.Length: > 0, Message: not null } ? error : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ListPage<T> Page<TPage, TWire, T>(
        ReadOnlyMemory<byte> body, JsonTypeInfo<TPage> type, Func<TPage, List<TWire?>> items, Func<TWire, T> map)
        where TPage : WirePage
        where TWire : class
    {
        TPage page = Read(body, type);
        return new ListPage<T>(All(items(page), map), page.Meta.Total, page.Links?.Pages?.Next);
    }

    private static List<T> All<TWire, T>(List<TWire?> items, Func<TWire, T> map)
        where TWire : class =>
        items.ConvertAll(item => map(item ?? throw new JsonException("an entry is null")));

    private static T Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
        where T : class =>
        JsonSerializer.Deserialize(body.Span, type) ?? throw new JsonException("it is null");
}
