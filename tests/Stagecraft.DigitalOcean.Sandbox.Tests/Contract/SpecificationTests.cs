using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>The specification as a whole: nothing of it is forgotten.</summary>
[Collection(nameof(Specification))]
public sealed class SpecificationTests
{
    [Fact] // 2.3
    public async Task Every_operation_is_emulated_or_says_that_it_is_not()
    {
        IReadOnlyList<Operation> operations = await Specification.Operations();
        await using Account account = new Account(new SandboxOptions { RateLimit = false });
        List<string> forgotten = [];
        foreach (Operation? operation in operations.ExceptBy(AllCases.Operations, operation => operation.Name))
        {
            string? body = Samples.Of(operation).FirstOrDefault();
            Reply reply = await account.Send(new HttpMethod(operation.Method), Targets.Missing(operation.Path), body);
            if (reply.Status != 404 || !reply.Text.Contains("does not emulate"))
            {
                forgotten.Add($"{operation.Name}: {reply.Status} {reply.Text}");
            }
            else
            {
                Conformance.Check(operation, reply);
            }
        }

        string.Join('\n', forgotten).Should().BeEmpty();
    }

    [Fact] // 6 to 11
    public async Task Every_documented_member_is_shown()
    {
        Dictionary<string, Members> members = [];
        foreach (Case? it in AllCases.Done.Where(it => it.Status < 300))
        {
            Operation operation = await Specification.Operation(it.Operation);
            if (Conformance.SchemaOf(operation.AnswerOf(it.Status)) is not { } schema)
            {
                continue;
            }

            if (!members.TryGetValue(it.Operation, out Members? read))
            {
                members[it.Operation] = read = new Members();
            }

            read.Read((await it.Run()).Json, schema);
        }

        List<string> never = members.SelectMany(entry => entry.Value.NeverShown.Select(member => $"{entry.Key} {member}")).ToList();
        string.Join('\n', never.Where(member => !NotShown.All.Any(it => it.Covers(member)))).Should().BeEmpty();
        NotShown.All.Where(it => !never.Any(it.Covers)).Should().BeEmpty("what is shown must leave the list");
    }

    [Fact] // 7.1
    public async Task The_example_of_a_create_succeeds_where_its_image_key_and_network_are_replaced()
    {
        foreach (string example in Samples.Of(await Specification.Operation("POST /v2/droplets")))
        {
            await using Account account = new Account();
            JsonNode body = JsonNode.Parse(example)!;
            body["image"] = "ubuntu-22-04-x64";
            body["ssh_keys"] = new JsonArray(account.Sandbox.AddSshKey("mine").Id);
            body.AsObject().Remove("vpc_uuid");
            Reply reply = await account.Post("/v2/droplets", body.ToJsonString());
            reply.Status.Should().Be(202, reply.Text);
        }
    }

    [Fact]
    public async Task Every_slip_is_still_in_the_file()
    {
        NSwag.OpenApiDocument document = await Specification.LoadAsItIs();
        Slips.All.Where(slip => !slip.Mend(document)).Should().BeEmpty("a slip that was put right must leave the list");
    }
}
