using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>Rules for every emulated operation.</summary>
[Collection(nameof(Specification))]
public sealed class OperationTests
{
    private static readonly SandboxOptions Unlimited = new() { RateLimit = false };

    public static IEnumerable<TheoryDataRow<string>> Names => AllCases.OperationNames;

    public static Task<IEnumerable<TheoryDataRow<string>>> OfOneThing => Where(operation => Targets.HasVariable(operation.Path));

    public static Task<IEnumerable<TheoryDataRow<string>>> WithBody => Where(operation => operation.Definition.RequestBody is not null);

    public static Task<IEnumerable<TheoryDataRow<string>>> Lists => Where(operation => operation.Has("per_page"));

    [Theory] // 3.1
    [MemberData(nameof(Names))]
    public async Task Without_a_token_the_response_is_401(string name)
    {
        Operation operation = await Specification.Operation(name);
        await using Account account = new Account(Unlimited);
        await Expect(401, operation, account.Send(Method(operation), await Targets.Existing(account, operation.Path), authorization: null));
    }

    [Theory] // 4.2
    [MemberData(nameof(Names))]
    public async Task Over_the_rate_limit_the_response_is_429(string name)
    {
        Operation operation = await Specification.Operation(name);
        await using Account account = new Account();
        for (int i = 0; i < 250; i++)
        {
            await account.Get("/v2/account");
        }

        Reply reply = await Expect(429, operation, account.Send(Method(operation), Targets.Missing(operation.Path)));
        reply.Header("retry-after").Should().Be("60");
    }

    [Theory] // 2.2, 15.3
    [MemberData(nameof(Names))]
    public async Task On_a_server_error_the_response_is_500(string name)
    {
        Operation operation = await Specification.Operation(name);
        SandboxFault fault = new SandboxFault { Kind = SandboxFaultKind.ServerErrorBefore };
        await using Account account = new Account(new SandboxOptions { Faults = [fault] });
        await Expect(500, operation, account.Send(Method(operation), Targets.Missing(operation.Path)));
    }

    [Theory] // 2.3
    [MemberData(nameof(OfOneThing))]
    public async Task An_unknown_resource_is_404(string name)
    {
        Operation operation = await Specification.Operation(name);
        operation.Documents(404).Should().BeTrue();
        await using Account account = new Account(Unlimited);
        string? body = Samples.Of(operation).FirstOrDefault();
        Reply reply = await Expect(404, operation, account.Send(Method(operation), Targets.Missing(operation.Path), body));
        reply.Text.Should().NotContain("does not emulate");
    }

    [Theory] // 2.4
    [MemberData(nameof(WithBody))]
    public async Task A_body_that_is_not_an_object_is_400(string name)
    {
        Operation operation = await Specification.Operation(name);
        await using Account account = new Account(Unlimited);
        Reply reply = await account.Send(Method(operation), await Targets.Existing(account, operation.Path), "[]");
        (reply.Status, reply.ErrorId).Should().Be((400, "bad_request"));
        // For creating a tag, the specification lists 400 only for invalid characters, with a different format.
        if (name != "POST /v2/tags")
        {
            Conformance.Check(operation, reply);
        }
    }

    [Theory] // 5.1
    [MemberData(nameof(Lists))]
    public async Task A_list_with_an_invalid_page_is_422(string name)
    {
        Operation operation = await Specification.Operation(name);
        await using Account account = new Account(Unlimited);
        await Expect(422, operation, account.Get($"{await Targets.Existing(account, operation.Path)}?per_page=0"));
    }

    [Theory] // 2.4, 6 to 11
    [MemberData(nameof(WithBody))]
    public async Task The_example_requests_are_accepted(string name)
    {
        Operation operation = await Specification.Operation(name);
        foreach (string body in Samples.Of(operation))
        {
            await using Account account = new Account(Unlimited);
            Reply reply = await account.Send(Method(operation), await Targets.Existing(account, operation.Path), body);
            // The examples of tagging refer to droplets by ID; the examples of actions use every type.
            if (reply.Status != 404 || (!reply.Text.Contains("does not emulate") && !name.EndsWith("/resources", StringComparison.Ordinal)))
            {
                reply.Status.Should().BeOneOf([200, 201, 202, 204, 422], "{0} returned {1}", body, reply.Text);
            }

            Conformance.Check(operation, reply);
        }
    }

    /// <summary>The operations that match a condition; all if the specification is missing and the test is skipped.</summary>
    private static async Task<IEnumerable<TheoryDataRow<string>>> Where(Func<Operation, bool> isSo)
    {
        if (!Specification.IsThere)
        {
            return AllCases.OperationNames;
        }

        HashSet<string> names = (await Specification.Operations()).Where(isSo).Select(operation => operation.Name).ToHashSet();
        return AllCases.OperationNames.Where(row => names.Contains(row.Data));
    }

    private static HttpMethod Method(Operation operation) => new(operation.Method);

    private static async Task<Reply> Expect(int status, Operation operation, Task<Reply> sent)
    {
        Reply reply = await sent;
        reply.Status.Should().Be(status, reply.Text);
        Conformance.Check(operation, reply);
        return reply;
    }
}
