using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Reads response bodies. A body that is not as expected is a <see cref="JsonException"/>; no part of it is returned.</summary>
internal static class WireReader
{
    public static ValueTask<Account> AccountAsync(ResponseBody body, CancellationToken cancellationToken) =>
        ReadAsync(body, response => response.Account, cancellationToken);

    public static async ValueTask<SshKey> SshKeyAsync(ResponseBody body, CancellationToken cancellationToken) =>
        WireMapper.ToSshKey(await ReadAsync(body, response => response.SshKey, cancellationToken).ConfigureAwait(false));

    public static async ValueTask<Image> ImageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        WireMapper.ToImage(await ReadAsync(body, response => response.Image, cancellationToken).ConfigureAwait(false));

    /// <summary>The droplet with an id. A response about another droplet is refused.</summary>
    public static async ValueTask<Machine> DropletAsync(ResponseBody body, ResourceId id, CancellationToken cancellationToken)
    {
        Machine droplet = WireMapper.ToMachine(
            await ReadAsync(body, response => response.Droplet, cancellationToken).ConfigureAwait(false));
        return droplet.Id == id ? droplet : throw new JsonException("it is about another droplet");
    }

    public static async ValueTask<IReadOnlyList<Machine>> CreatedDropletsAsync(ResponseBody body, CancellationToken cancellationToken)
    {
        List<WireDroplet?> droplets = await ReadAsync(body, response => response.Droplets ?? [response.Droplet], cancellationToken)
            .ConfigureAwait(false);
        return droplets.Count > 0 ? All(droplets, WireMapper.ToMachine) : throw new JsonException("it contains no droplet");
    }

    public static async ValueTask<IReadOnlyList<DropletAction>> ActionsAsync(ResponseBody body, CancellationToken cancellationToken) =>
        All((await body.ReadJsonAsync(WireContext.Default.WireActionPage, cancellationToken).ConfigureAwait(false)).Actions, a => a);

    public static ValueTask<ListPage<Machine>> DropletPageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        PageAsync(body, page => page.Droplets, WireMapper.ToMachine, cancellationToken);

    public static ValueTask<ListPage<SshKey>> SshKeyPageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        ReadableAsync(body, page => page.SshKeys, WireContext.Default.SshKey, WireMapper.ToSshKey, cancellationToken);

    public static ValueTask<ListPage<Region>> RegionPageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        ReadableAsync(body, page => page.Regions, WireContext.Default.Region, region => region, cancellationToken);

    public static ValueTask<ListPage<Size>> SizePageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        ReadableAsync(body, page => page.Sizes, WireContext.Default.Size, WireMapper.ToSize, cancellationToken);

    public static ValueTask<ListPage<Tag>> TagPageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        PageAsync(body, page => page.Tags, tag => tag, cancellationToken);

    /// <summary>The tag with a name, in the account's spelling. A response about another tag is refused.</summary>
    public static async ValueTask<Tag> TagAsync(ResponseBody body, string name, CancellationToken cancellationToken)
    {
        Tag tag = await ReadAsync(body, response => response.Tag, cancellationToken).ConfigureAwait(false);
        return string.Equals(tag.Name, name, StringComparison.OrdinalIgnoreCase) ? tag : throw new JsonException("it is about another tag");
    }

    /// <summary>The API's own error; null if the body is anything else, for example a gateway's page.</summary>
    public static ErrorBody? Error(ReadOnlyMemory<byte>? body)
    {
        try
        {
            ErrorBody? error = body is { } bytes ? JsonSerializer.Deserialize(bytes.Span, WireContext.Default.ErrorBody) : null;
            return error is { Id.Length: > 0, Message: not null } ? error with { Id = error.Id.ToLowerInvariant() } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async ValueTask<T> ReadAsync<T>(
        ResponseBody body, Func<WireResponse, T?> part, CancellationToken cancellationToken)
        where T : class =>
        part(await body.ReadJsonAsync(WireContext.Default.WireResponse, cancellationToken).ConfigureAwait(false))
            ?? throw new JsonException("it does not contain the object");

    private static async ValueTask<ListPage<T>> PageAsync<TWire, T>(
        ResponseBody body, Func<WirePage, List<TWire?>?> items, Func<TWire, T> map, CancellationToken cancellationToken)
        where TWire : class
    {
        WirePage page = await body.ReadJsonAsync(WireContext.Default.WirePage, cancellationToken).ConfigureAwait(false);
        List<TWire?> list = items(page) ?? throw new JsonException("it does not contain the list");
        return new ListPage<T>(All(list, map), page.Meta.Total, page.Links?.Pages?.Next);
    }

    /// <summary>A page without the entries that lack a member: one incomplete entry does not prevent the use of the others
    /// (spec 9.7.1).</summary>
    private static async ValueTask<ListPage<T>> ReadableAsync<T>(
        ResponseBody body,
        Func<WirePage, List<JsonElement>?> items,
        JsonTypeInfo<T> type,
        Func<T, T> map,
        CancellationToken cancellationToken)
        where T : class
    {
        WirePage page = await body.ReadJsonAsync(WireContext.Default.WirePage, cancellationToken).ConfigureAwait(false);
        List<JsonElement> list = items(page) ?? throw new JsonException("it does not contain the list");
        List<T> readable = [.. list.Select(Read).OfType<T>()];
        return list.Count > 0 && readable.Count == 0
            ? throw new JsonException("no entry can be read")
            : new ListPage<T>(readable, page.Meta.Total, page.Links?.Pages?.Next) { Omitted = list.Count - readable.Count };

        T? Read(JsonElement entry)
        {
            try
            {
                return entry.Deserialize(type) is { } value ? map(value) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    private static List<T> All<TWire, T>(List<TWire?> items, Func<TWire, T> map)
        where TWire : class =>
        items.ConvertAll(item => map(item ?? throw new JsonException("an entry is null")));
}
