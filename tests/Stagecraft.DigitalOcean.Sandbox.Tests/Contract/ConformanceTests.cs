using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>The checks detect nonconforming responses.</summary>
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
    public async Task A_nonconforming_body_is_detected(string path, string operation, string good, string bad, string problem)
    {
        Reply reply = await Reply(path);
        reply.Text.Should().Contain(good);
        await Check(operation, reply with { Text = reply.Text.Replace(good, bad) }, problem);
    }

    [Theory]
    [InlineData("ratelimit-limit", null, "no header ratelimit-limit")]
    [InlineData("ratelimit-reset", "soon", "header ratelimit-reset")]
    public async Task A_nonconforming_header_is_detected(string name, string? value, string problem)
    {
        Reply reply = await Reply("/v2/account");
        reply.Headers.Remove(name);
        if (value is not null)
        {
            reply.Headers.Add(name, value);
        }

        await Check("GET /v2/account", reply, problem);
    }

    [Fact]
    public async Task An_unexpected_body_is_detected()
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

    private static async Task Check(string name, Reply reply, string problem)
    {
        Operation operation = await Specification.Operation(name);
        Action check = () => Conformance.Check(operation, reply);
        check.Should().Throw<Exception>().WithMessage($"*{problem}*");
    }
}
