namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class CatalogCases
{
    private const string Images = "GET /v2/images";
    private const string Image = "GET /v2/images/{image_id}";

    public static IEnumerable<Case> All =>
    [
        .. PageCases.Of("GET /v2/regions", _ => Task.FromResult("/v2/regions")),
        .. PageCases.Of("GET /v2/sizes", _ => Task.FromResult("/v2/sizes")),
        .. PageCases.Of("GET /v2/vpcs", _ => Task.FromResult("/v2/vpcs")),
        .. PageCases.Of(Images, _ => Task.FromResult("/v2/images")),
        new(Images, "distributions", 200, account => account.Get("/v2/images?type=distribution")),
        new(Images, "applications", 200, account => account.Get("/v2/images?type=application")),
        new(Images, "private ones", 200, account => account.Get("/v2/images?private=true")),
        new(Images, "tagged ones", 200, account => account.Get("/v2/images?tag_name=blue")),
        new(Images, "tagged ones, without tag:read", 403, account => account.Get("/v2/images?tag_name=blue"))
        {
            Options = new SandboxOptions { RateLimit = false, CanReadTags = false },
        },
        new(Images, "another type", 422, account => account.Get("/v2/images?type=snapshot")),
        new(Image, "by slug", 200, account => account.Get("/v2/images/ubuntu-22-04-x64")),
        new(Image, "by id", 200, async account =>
            await account.Get($"/v2/images/{(await account.Get("/v2/images/almalinux-9-x64"))["image"].GetProperty("id")}")),
        new(Image, "for GPUs", 200, account => account.Get("/v2/images/gpu-h100x1-base")),
        new(Image, "without tag:read", 200, account => account.Get("/v2/images/ubuntu-22-04-x64"))
        {
            Options = new SandboxOptions { RateLimit = false, CanReadTags = false },
        },
    ];
}
