using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>The checks themselves: they find what is wrong.</summary>
[Collection(nameof(Specification))]
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("/v2/account", "GET /v2/account", "\"droplet_limit\":25,", "", "PropertyRequired")]
    [InlineData("/v2/account", "GET /v2/account", "\"droplet_limit\":25", "\"droplet_limit\":\"25\"", "IntegerExpected")]
    [InlineData("/v2/account", "GET /v2/account", "\"active\"", "\"happy\"", "NotInEnumeration")]
    [InlineData("/v2/account", "GET /v2/account", "\"name\"", "\"nmae\"", "undocumented: .account.nmae")]
    [InlineData("/v2/actions", "GET /v2/actions", "\"region\":{", "\"region\":null,\"x\":{", "ObjectExpected")]
    [InlineData("/v2/actions", "GET /v2/actions", "\"started_at\":\"2026", "\"started_at\":\"at 2026", "DateTimeExpected")]
    [InlineData("/v2/actions", "GET /v2/actions", "\"meta\":{\"total\":1}", "\"meta\":{}", "PropertyRequired")]
    [InlineData("/v2/nothing", "GET /v2/actions/{action_id}", "\"message\"", "\"massage\"", "PropertyRequired")]
    public async Task A_body_that_is_spoilt_is_found(string path, string operation, string good, string bad, string complaint)
    {
        Reply reply = await Reply(path);
        reply.Text.Should().Contain(good);
        await Check(operation, reply with { Text = reply.Text.Replace(good, bad) }, complaint);
    }

    [Theory]
    [InlineData("ratelimit-limit", null, "no header ratelimit-limit")]
    [InlineData("ratelimit-reset", "soon", "header ratelimit-reset")]
    public async Task A_header_that_is_spoilt_is_found(string name, string? value, string complaint)
    {
        Reply reply = await Reply("/v2/account");
        reply.Headers.Remove(name);
        if (value is not null)
        {
            reply.Headers.Add(name, value);
        }

        await Check("GET /v2/account", reply, complaint);
    }

    [Fact]
    public async Task A_body_where_there_should_be_none_is_found()
    {
        Reply reply = await Reply("/v2/account");
        await Check("DELETE /v2/droplets", reply with { Status = 204 }, "a body");
    }

    private static async Task<Reply> Reply(string path)
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("web-1");
        return await account.Get(path);
    }

    private static async Task Check(string name, Reply reply, string complaint)
    {
        Operation operation = await Specification.Operation(name);
        Action check = () => Conformance.Check(operation, reply);
        check.Should().Throw<Exception>().WithMessage($"*{complaint}*");
    }
}
