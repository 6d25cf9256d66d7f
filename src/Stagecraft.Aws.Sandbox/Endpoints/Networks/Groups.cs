using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Networks;

/// <summary>Creates, finds and deletes security groups.</summary>
internal static class Groups
{
    private const int MaxText = 255;

    public static ApiResult Create(ApiCall call)
    {
        string name = call.Parameters.Required("GroupName");
        string description = call.Parameters.Required("GroupDescription");
        Check(name, description);
        Vpc vpc = Vpcs.Chosen(call);
        IReadOnlyList<Tag> tags = TagReader.Specification(call.Parameters, "security-group");
        if (call.Region.SecurityGroups.Exists(group => group.VpcId == vpc.Id && group.Name == name))
        {
            throw AwsError.BadRequest(
                "InvalidGroup.Duplicate", $"The security group '{name}' already exists for VPC '{vpc.Id}'");
        }

        call.EndDryRun();
        SecurityGroup created = new SecurityGroup
        {
            Id = call.Account.NextId("sg-"),
            Name = name,
            Description = description,
            VpcId = vpc.Id,
            Rules = [SecurityGroupRule.AllEgress(call.Account.NextId("sgr-"))],
        };
        call.Region.SecurityGroups.Add(created);
        call.Region.Tags.Add(created.Id, tags, call.Now);
        return ApiResult.Of(
            Xml.Bool("return", true),
            Xml.Text("groupId", created.Id),
            Xml.Text("securityGroupArn", Arn.Of(call, "security-group", created.Id)),
            TagSet.Of(call, created.Id));
    }

    /// <summary>Deletes a group that no instance and no other group uses.</summary>
    public static ApiResult Delete(ApiCall call)
    {
        SecurityGroup group = Chosen(call);
        if (group.Name == "default")
        {
            throw AwsError.BadRequest("CannotDelete", $"the specified group: \"{group.Id}\" name: \"default\" cannot be deleted by a user");
        }

        if (IsInUse(call, group))
        {
            throw AwsError.BadRequest("DependencyViolation", $"resource {group.Id} has a dependent object");
        }

        call.EndDryRun();
        call.Region.SecurityGroups.Remove(group);
        call.Region.Tags.Remove(group.Id);
        return ApiResult.Of(Xml.Bool("return", true), Xml.Text("groupId", group.Id));
    }

    /// <summary>The group of a request, by ID, or by name in the default VPC.</summary>
    public static SecurityGroup Chosen(ApiCall call)
    {
        if (call.Parameters.Text("GroupId") is { } id)
        {
            return Require(call, id);
        }

        string name = call.Parameters.Text("GroupName") ?? throw AwsError.MissingParameter("groupId");
        string? vpc = call.Region.Vpcs.Find(item => item.IsDefault)?.Id;
        return call.Region.SecurityGroups.Find(group => group.VpcId == vpc && group.Name == name)
            ?? throw AwsError.NotFound("InvalidGroup.NotFound", "security group", name);
    }

    public static SecurityGroup Require(ApiCall call, string id) =>
        call.Region.SecurityGroups.Find(group => group.Id == id) ?? throw NotFound(id);

    public static AwsError NotFound(string id) => id.StartsWith("sg-", StringComparison.Ordinal)
        ? AwsError.NotFound("InvalidGroup.NotFound", "security group", id)
        : AwsError.BadRequest("InvalidGroupId.Malformed", $"The security group ID '{id}' is malformed");

    private static bool IsInUse(ApiCall call, SecurityGroup group) =>
        call.Region.Instances.Exists(instance => instance.GroupIds.Contains(group.Id)
            && instance.StateAt(call.Now) != InstanceState.Terminated)
        || call.Region.SecurityGroups.Exists(other => other != group && other.Rules.Exists(rule => rule.GroupId == group.Id));

    private static void Check(string name, string description)
    {
        if (name.Length > MaxText || description.Length > MaxText)
        {
            throw AwsError.BadRequest("InvalidParameterValue", $"The name or the description has more than {MaxText} characters.");
        }

        if (name.StartsWith("sg-", StringComparison.OrdinalIgnoreCase))
        {
            throw AwsError.BadRequest("InvalidParameterValue", $"invalid value for parameter groupName: {name}");
        }

        if (!description.All(IsAllowed))
        {
            throw AwsError.BadRequest(
                "InvalidParameterValue",
                $"Value ({description}) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.");
        }
    }

    private static bool IsAllowed(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || " ._-:/()#,@[]+=&;{}!$*".Contains(letter, StringComparison.Ordinal);
}
