using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>The specification is covered completely.</summary>
[Collection(nameof(Specification))]
public sealed class SpecificationTests
{
    [Fact] // 2.3
    public async Task Every_operation_is_emulated_or_reported_as_not_emulated()
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
    public async Task Every_documented_member_is_returned()
    {
        Dictionary<string, Members> members = [];
        foreach (Case? it in AllCases.Done.Where(it => it.Status < 300))
        {
            Operation operation = await Specification.Operation(it.Operation);
            if (Conformance.SchemaOf(operation.ResponseOf(it.Status)) is not { } schema)
            {
                continue;
            }

            if (!members.TryGetValue(it.Operation, out Members? read))
            {
                members[it.Operation] = read = new Members();
            }

            read.Read((await it.Run()).Json, schema);
        }

        List<string> never = members.SelectMany(entry => entry.Value.NeverReturned.Select(member => $"{entry.Key} {member}")).ToList();
        string.Join('\n', never.Where(member => !NotReturned.All.Any(it => it.Covers(member)))).Should().BeEmpty();
        NotReturned.All.Where(it => !never.Any(it.Covers)).Should().BeEmpty("what is shown must leave the list");
    }

    [Fact] // 7.1
    public async Task The_example_create_succeeds_with_another_image_key_and_network()
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
    public async Task Every_known_specification_error_still_exists()
    {
        NSwag.OpenApiDocument document = await Specification.LoadAsItIs();
        SpecificationErrors.All.Where(slip => !slip.Fix(document)).Should().BeEmpty("a slip that was put right must leave the list");
    }
}
