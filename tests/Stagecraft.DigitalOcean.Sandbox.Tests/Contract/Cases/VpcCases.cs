using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class VpcCases
{
    private const string Create = "POST /v2/vpcs";
    private const string One = "GET /v2/vpcs/{vpc_id}";
    private const string Put = "PUT /v2/vpcs/{vpc_id}";
    private const string Patch = "PATCH /v2/vpcs/{vpc_id}";
    private const string Remove = "DELETE /v2/vpcs/{vpc_id}";
    private const string Members = "GET /v2/vpcs/{vpc_id}/members";

    private static readonly HttpMethod[] Updates = [HttpMethod.Put, HttpMethod.Patch];

    public static IEnumerable<Case> All =>
    [
        new(Create, "what is required", 201, account => account.Post("/v2/vpcs", Body())),
        new(Create, "everything", 201, account =>
            account.Post("/v2/vpcs", Body(""" "description":"blue","ip_range":"192.168.7.0/24" """))),
        new(Create, "an unknown region", 422, account => account.Post("/v2/vpcs", """{"name":"blue","region":"xyz1"}""")),
        new(One, "a default one", 200, async account => await account.Get(await Default(account))),
        new(One, "another", 200, async account => await account.Get(await Made(account))),
        .. Updates.SelectMany(Changes),
        new(Put, "no name", 422, async account => await account.Send(HttpMethod.Put, await Made(account), "{}")),
        new(Remove, "another", 204, async account => await account.Delete(await Made(account))),
        new(Remove, "a default one", 403, async account => await account.Delete(await Default(account))),
        .. PageCases.Of(Members, WithThreeMembers),
        new(Members, "none", 200, async account => await account.Get($"{await Made(account)}/members")),
        new(Members, "droplets", 200, async account => await account.Get($"{await WithThreeMembers(account)}?resource_type=droplet")),
        new(Members, "load balancers", 200, async account =>
            await account.Get($"{await WithThreeMembers(account)}?resource_type=load_balancer")),
    ];

    private static IEnumerable<Case> Changes(HttpMethod method)
    {
        string operation = method == HttpMethod.Put ? Put : Patch;
        yield return Change("name", """{"name":"green"}""");
        yield return Change("all", """{"name":"green","description":"green","default":true}""");
        yield return Change("no default, as before", """{"name":"green","default":false}""");
        yield return new(operation, "no default any more", 422, async account =>
            await account.Send(method, await Default(account), """{"name":"green","default":false}"""));
        yield return Change("a bad name", """{"name":"a b"}""", 422);

        Case Change(string name, string body, int status = 200) =>
            new(operation, name, status, async account => await account.Send(method, await Made(account), body));
    }

    private static string Body(string more = "") =>
        $$"""{"name":"blue","region":"nyc1"{{(more.Length == 0 ? "" : ",")}}{{more}}}""";

    private static async Task<string> Default(Account account) => $"/v2/vpcs/{(await account.Get("/v2/vpcs")).All("vpcs", "id")[0]}";

    private static async Task<string> Made(Account account) =>
        $"/v2/vpcs/{(await account.Post("/v2/vpcs", Body()))["vpc"].GetProperty("id").GetString()}";

    private static async Task<string> WithThreeMembers(Account account)
    {
        Reply droplet = await account.Get($"/v2/droplets/{await account.Create("web-1")}");
        await account.Create("web-2");
        await account.Create("web-3");
        return $"/v2/vpcs/{droplet["droplet"].GetProperty("vpc_uuid").GetString()}/members";
    }
}
