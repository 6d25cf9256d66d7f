using System.Text.Json;

namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>A page of a list: one of the lists is present.</summary>
internal sealed record WirePage(
    WirePage.Totals Meta,
    WirePage.Navigation? Links = null,
    List<WireDroplet?>? Droplets = null,
    List<JsonElement>? Regions = null,
    List<JsonElement>? Sizes = null,
    List<JsonElement>? SshKeys = null,
    List<Tag?>? Tags = null)
{
    internal sealed record Totals(int Total);

    /// <summary>A list of one page has no links, null, <c>{}</c> or <c>{"pages": {}}</c>.</summary>
    internal sealed record Navigation(Following? Pages = null);

    /// <param name="Next">Null on the last page.</param>
    internal sealed record Following(string? Next = null);
}
