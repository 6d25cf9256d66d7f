using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Reads response bodies. A body that is not as expected is a <see cref="JsonException"/>; no part of it is returned.</summary>
internal static class WireReader
{
    public static async ValueTask<Account> AccountAsync(ResponseBody body, CancellationToken cancellationToken) =>
        (await body.ReadJsonAsync(WireContext.Default.WireAccountResponse, cancellationToken).ConfigureAwait(false)).Account;

    public static async ValueTask<SshKey> SshKeyAsync(ResponseBody body, CancellationToken cancellationToken) =>
        WireMapper.ToSshKey(
            (await body.ReadJsonAsync(WireContext.Default.WireSshKeyResponse, cancellationToken).ConfigureAwait(false)).SshKey);

    public static async ValueTask<Image> ImageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        WireMapper.ToImage(
            (await body.ReadJsonAsync(WireContext.Default.WireImageResponse, cancellationToken).ConfigureAwait(false)).Image);

    /// <summary>The droplet with an id. A response about another droplet is refused.</summary>
    public static async ValueTask<Machine> DropletAsync(ResponseBody body, MachineId id, CancellationToken cancellationToken)
    {
        WireDropletResponse response =
            await body.ReadJsonAsync(WireContext.Default.WireDropletResponse, cancellationToken).ConfigureAwait(false);
        Machine droplet = WireMapper.ToMachine(response.Droplet ?? throw new JsonException("it contains no droplet"));
        return droplet.Id == id ? droplet : throw new JsonException("it is about another droplet");
    }

    public static async ValueTask<IReadOnlyList<Machine>> CreatedDropletsAsync(ResponseBody body, CancellationToken cancellationToken)
    {
        WireDropletResponse response =
            await body.ReadJsonAsync(WireContext.Default.WireDropletResponse, cancellationToken).ConfigureAwait(false);
        List<WireDroplet?> droplets = response.Droplets ?? [response.Droplet];
        return droplets.Count > 0 ? All(droplets, WireMapper.ToMachine) : throw new JsonException("it contains no droplet");
    }

    public static async ValueTask<IReadOnlyList<DropletAction>> ActionsAsync(ResponseBody body, CancellationToken cancellationToken) =>
        All(
            (await body.ReadJsonAsync(WireContext.Default.WireActionPage, cancellationToken).ConfigureAwait(false)).Actions,
            WireMapper.ToAction);

    public static ValueTask<ListPage<Machine>> DropletPageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        PageAsync(body, WireContext.Default.WireDropletPage, page => page.Droplets, WireMapper.ToMachine, cancellationToken);

    public static ValueTask<ListPage<SshKey>> SshKeyPageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        PageAsync(body, WireContext.Default.WireSshKeyPage, page => page.SshKeys, WireMapper.ToSshKey, cancellationToken);

    public static ValueTask<ListPage<Region>> RegionPageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        PageAsync(body, WireContext.Default.WireRegionPage, page => page.Regions, region => region, cancellationToken);

    public static ValueTask<ListPage<Size>> SizePageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        PageAsync(body, WireContext.Default.WireSizePage, page => page.Sizes, WireMapper.ToSize, cancellationToken);

    public static ValueTask<ListPage<Tag>> TagPageAsync(ResponseBody body, CancellationToken cancellationToken) =>
        PageAsync(body, WireContext.Default.WireTagPage, page => page.Tags, tag => tag, cancellationToken);

    /// <summary>The tag with a name, in the account's spelling. A response about another tag is refused.</summary>
    public static async ValueTask<Tag> TagAsync(ResponseBody body, string name, CancellationToken cancellationToken)
    {
        Tag tag = (await body.ReadJsonAsync(WireContext.Default.WireTagResponse, cancellationToken).ConfigureAwait(false)).Tag;
        return string.Equals(tag.Name, name, StringComparison.OrdinalIgnoreCase) ? tag : throw new JsonException("it is about another tag");
    }

    /// <summary>The API's own error; null if the body is anything else, for instance a gateway's page.</summary>
    public static ErrorBody? Error(ReadOnlyMemory<byte>? body)
    {
        try
        {
            ErrorBody? error = body is { } bytes ? JsonSerializer.Deserialize(bytes.Span, WireContext.Default.ErrorBody) : null;
            return error is { Id.Length: > 0, Message: not null } ? error : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async ValueTask<ListPage<T>> PageAsync<TPage, TWire, T>(
        ResponseBody body,
        JsonTypeInfo<TPage> type,
        Func<TPage, List<TWire?>> items,
        Func<TWire, T> map,
        CancellationToken cancellationToken)
        where TPage : WirePage
        where TWire : class
    {
        TPage page = await body.ReadJsonAsync(type, cancellationToken).ConfigureAwait(false);
        return new ListPage<T>(All(items(page), map), page.Meta.Total, page.Links?.Pages?.Next);
    }

    private static List<T> All<TWire, T>(List<TWire?> items, Func<TWire, T> map)
        where TWire : class =>
        items.ConvertAll(item => map(item ?? throw new JsonException("an entry is null")));
}
