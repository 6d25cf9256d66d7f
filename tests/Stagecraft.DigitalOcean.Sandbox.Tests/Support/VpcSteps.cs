using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>Steps of the tests of VPCs.</summary>
internal static class VpcSteps
{
    public static Task<Reply> CreateVpc(Account account, string name, string region, string range) =>
        account.Post("/v2/vpcs", $$"""{"name":"{{name}}","region":"{{region}}","ip_range":"{{range}}"}""");

    public static async Task<string> DefaultOf(Account account, string region) =>
        Id((await account.Get("/v2/vpcs?per_page=200"))["vpcs"].EnumerateArray()
            .Single(vpc => vpc.GetProperty("name").GetString() == $"default-{region}"));

    public static string Id(JsonElement vpc) => vpc.GetProperty("id").GetString()!;
}
