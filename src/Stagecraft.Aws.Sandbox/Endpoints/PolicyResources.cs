using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Policies;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>The uses of resources that a request needs permission for.</summary>
internal static class PolicyResources
{
    private static readonly string[] NotIds = ["Action", "Version", "Filter", "Tag", "TagSpecification", "UserData", "ClientToken"];

    public static IEnumerable<PolicyRequest> Of(ApiCall call)
    {
        string action = $"{PrefixOf(call.Action.Service)}:{call.Action.Name}";
        if (!call.Action.IsWrite)
        {
            return [new PolicyRequest(action, "*", Keys(call))];
        }

        IReadOnlyDictionary<string, IReadOnlyList<Tag>> tags = SpecifiedTags(call);
        List<PolicyRequest> uses =
        [
            .. Existing(call).Select(resource => new PolicyRequest(action, resource.Arn, ExistingKeys(call, resource.Id))),
            .. CreatedTypes(call.Action.Name).Concat(tags.Keys).Distinct(StringComparer.Ordinal).Select(type =>
                new PolicyRequest(action, Arn.Of(call, type, "*"), NewKeys(call, tags.GetValueOrDefault(type, [])))),
        ];
        uses.AddRange(tags.Where(pair => pair.Value.Count > 0).Select(pair => new PolicyRequest(
            "ec2:CreateTags",
            Arn.Of(call, pair.Key, "*"),
            With(NewKeys(call, pair.Value), "ec2:CreateAction", call.Action.Name))));
        return uses.Count > 0 ? uses : [new PolicyRequest(action, "*", Keys(call))];
    }

    private static IEnumerable<string> CreatedTypes(string action) => action switch
    {
        "RunInstances" => ["instance", "volume", "network-interface"],
        "CreateVolume" => ["volume"],
        "CreateSecurityGroup" => ["security-group"],
        "CreateSnapshot" => ["snapshot"],
        "CreateImage" => ["image", "snapshot"],
        "CreateKeyPair" or "ImportKeyPair" => ["key-pair"],
        "AllocateAddress" => ["elastic-ip"],
        _ => [],
    };

    /// <summary>The resources that the parameters name by ID, and public images.</summary>
    private static IEnumerable<(string Id, string Arn)> Existing(ApiCall call)
    {
        foreach (string id in call.Parameters.Sorted
            .Where(pair => !NotIds.Contains(pair.Key.Split('.')[0], StringComparer.Ordinal))
            .Select(pair => pair.Value)
            .Distinct(StringComparer.Ordinal))
        {
            if (ResourceLookup.TypeOf(call, id) is { } type)
            {
                yield return (id, Arn.Of(call, type, id));
            }
            else if (id.StartsWith("ami-", StringComparison.Ordinal))
            {
                yield return (id, $"arn:aws:ec2:{call.Region.Name}::image/{id}");
            }
        }
    }

    private static Dictionary<string, IReadOnlyList<Tag>> SpecifiedTags(ApiCall call) => call.Parameters.Structures("TagSpecification")
        .GroupBy(part => part.Required("ResourceType"), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => TagReader.Read(group.First()), StringComparer.Ordinal);

    private static Dictionary<string, IReadOnlyList<string>> ExistingKeys(ApiCall call, string id)
    {
        Dictionary<string, IReadOnlyList<string>> keys = call.Parameters.Has("Tag")
            ? NewKeys(call, [.. call.Parameters.Structures("Tag").Select(tag => new Tag(tag.Text("Key") ?? "", tag.Raw("Value") ?? ""))])
            : Keys(call);
        foreach (Tag tag in call.Region.Tags.Of(id, call.Now))
        {
            keys[$"aws:ResourceTag/{tag.Key}"] = keys[$"ec2:ResourceTag/{tag.Key}"] = [tag.Value];
        }

        return keys;
    }

    private static Dictionary<string, IReadOnlyList<string>> NewKeys(ApiCall call, IReadOnlyList<Tag> tags)
    {
        Dictionary<string, IReadOnlyList<string>> keys = Keys(call);
        foreach (Tag tag in tags)
        {
            keys[$"aws:RequestTag/{tag.Key}"] = [tag.Value];
        }

        keys["aws:TagKeys"] = [.. tags.Select(tag => tag.Key)];
        return keys;
    }

    private static Dictionary<string, IReadOnlyList<string>> Keys(ApiCall call)
    {
        Dictionary<string, IReadOnlyList<string>> keys = new(StringComparer.Ordinal)
        {
            ["aws:RequestedRegion"] = [call.Region.Name],
            ["ec2:Region"] = [call.Region.Name],
            ["aws:PrincipalArn"] = [Caller.ArnOf(call)],
            ["aws:PrincipalAccount"] = [call.Account.AccountId],
        };
        if (call.Parameters.Text("InstanceType") is { } type)
        {
            keys["ec2:InstanceType"] = [type];
        }

        return keys;
    }

    private static Dictionary<string, IReadOnlyList<string>> With(
        Dictionary<string, IReadOnlyList<string>> keys, string name, string value)
    {
        keys[name] = [value];
        return keys;
    }

    private static string PrefixOf(AwsService service) => service switch
    {
        AwsService.Ec2 => "ec2",
        AwsService.Sts => "sts",
        AwsService.Ssm => "ssm",
        AwsService.Pricing => "pricing",
        _ => "servicequotas",
    };
}
