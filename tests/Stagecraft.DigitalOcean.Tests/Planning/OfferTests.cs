using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Errors;
using Stagecraft.Fuzzing;

namespace Stagecraft.DigitalOcean.Tests.Planning;

/// <summary>Spec digitalocean.md 5: the catalog. Text of the API is shown like any untrusted text.</summary>
public sealed class OfferTests
{
    [Fact]
    public void Regions_are_named_in_order() =>
        Offer("ams3", "sfo3", "ams3").Hint.Should().Be("it is offered in: 'ams3', 'sfo3'");

    [Fact]
    public void Control_characters_and_possible_tokens_are_not_repeated() =>
        Offer("a\u001b[2J\u202e", "dop_v1_0123456789abcdef").Hint.Should().Be("it is offered in: 'a?[2J?', 'dop_v1_…'");

    [Fact]
    public void Long_lists_are_truncated() =>
        Offer([.. Enumerable.Range(100, 900).Select(n => $"r{n}"), new('x', 100_000)]).Hint.Should()
            .EndWith("'r129', …").And.NotContain("r130");

    /// <summary>digitalocean.md 5.2.</summary>
    [Theory]
    [InlineData(3, "sizes in nyc1, cheapest first: 'b-3', 'b-2', 'b-1'")]
    [InlineData(
        12, "sizes in nyc1, cheapest first: 'b-12', 'b-11', 'b-10', 'b-9', 'b-8', 'b-7', 'b-6', 'b-5', 'b-4', 'b-3', …")]
    [InlineData(0, null)]
    public void Sizes_of_the_region_are_listed_without_a_similar_one(int count, string? hint)
    {
        Size[] sizes =
        [
            .. Enumerable.Range(1, count).Select(n => Size($"b-{n}", 100 - n, true, "nyc1")),
            Size("elsewhere", 1, true, "ams3"), Size("not-available", 1, false, "nyc1"),
        ];
        Catalog catalog = new(
            new Dictionary<string, Region> { ["nyc1"] = new("nyc1", "New York 1", true) },
            sizes.ToDictionary(s => s.Slug),
            new Dictionary<string, Image?>());
        CatalogCheck.Check([(HostSettings)Sample.Host("app-1").Declared], catalog).Should().ContainSingle().Which.Hint.Should().Be(hint);
    }

    private static Size Size(string slug, decimal price, bool isAvailable, params string[] regions) =>
        new() { Slug = slug, Available = isAvailable, Regions = regions, Disk = 25, Memory = 1024, PriceMonthly = price };

    [Fact]
    public void A_size_without_regions_has_no_hint() => Offer().Hint.Should().BeNull();

    /// <summary>5.2: an image that is deleted or not ready yet.</summary>
    [Theory]
    [InlineData("deleted", "import\u001b failed", "is deleted: import failed")]
    [InlineData("deleted", "", "is deleted")]
    [InlineData("pending", null, "is not ready yet (status 'pending')")]
    [InlineData("NEW", null, "is not ready yet (status 'NEW')")]
    public void An_image_that_cannot_be_used_is_a_problem(string status, string? error, string message)
    {
        Problem problem = ImageProblems(new Image(["nyc1"], 25, status, error)).Should().ContainSingle().Which;

        problem.Message.Should().Be($"invalid config: image 'ubuntu-22-04-x64' {message} (host 'app-1')");
        problem.Code.Should().Be(ErrorCodes.ConfigInvalid);
    }

    [Theory]
    [InlineData("available")]
    [InlineData("retired")]
    [InlineData(null)]
    public void Another_image_can_be_used(string? status) => ImageProblems(new Image(["nyc1"], 25, status)).Should().BeEmpty();

    private static IEnumerable<Problem> ImageProblems(Image image)
    {
        HostSettings host = (HostSettings)Sample.Host("app-1").Declared;
        return CatalogCheck.Check([host], new Catalog(null, null, new Dictionary<string, Image?> { [host.Image] = image }));
    }

    private static Problem Offer(params string[] regions)
    {
        Region region = new("nyc1", "New York 1", true);
        Size size = Size("s-1vcpu-1gb", 6, true, regions);
        Catalog catalog = new(
            new Dictionary<string, Region> { ["nyc1"] = region },
            new Dictionary<string, Size> { [size.Slug] = size },
            new Dictionary<string, Image?>());
        Problem problem = CatalogCheck.Check([(HostSettings)Sample.Host("app-1").Declared], catalog).Should().ContainSingle().Which;
        problem.Message.Should().Be("invalid config: size 's-1vcpu-1gb' is not offered in region 'nyc1' (host 'app-1')");
        return problem;
    }
}
