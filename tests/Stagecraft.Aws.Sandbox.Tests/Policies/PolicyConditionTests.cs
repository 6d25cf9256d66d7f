using Stagecraft.Aws.Sandbox.Policies;

namespace Stagecraft.Aws.Sandbox.Tests.Policies;

/// <summary>spec/sandbox-aws.md, section 13: the operators of conditions.</summary>
public sealed class PolicyConditionTests
{
    [Theory]
    [InlineData("StringEquals", "shop", "shop", true)]
    [InlineData("StringEquals", "shop", "Shop", false)]
    [InlineData("StringEquals", "shop", null, false)]
    [InlineData("StringEqualsIfExists", "shop", null, true)]
    [InlineData("StringEqualsIgnoreCase", "shop", "Shop", true)]
    [InlineData("StringNotEquals", "shop", "other", true)]
    [InlineData("StringNotEquals", "shop", "shop", false)]
    [InlineData("StringNotEquals", "shop", null, true)]
    [InlineData("StringLike", "sh*", "shop", true)]
    [InlineData("StringLike", "sh?", "shop", false)]
    [InlineData("StringNotLike", "sh*", "shop", false)]
    [InlineData("Null", "true", null, true)]
    [InlineData("Null", "true", "shop", false)]
    [InlineData("Null", "false", "shop", true)]
    [InlineData("Bool", "true", "True", true)]
    public void Operators_compare_the_value_of_the_request(string test, string value, string? actual, bool isMet) =>
        IsMet(test, value, actual is null ? [] : [actual]).Should().Be(isMet);

    [Theory]
    [InlineData("ForAllValues:StringEquals", "a b", true)]
    [InlineData("ForAllValues:StringEquals", "a", true)]
    [InlineData("ForAllValues:StringEquals", "", true)]
    [InlineData("ForAllValues:StringEquals", "a c", false)]
    [InlineData("ForAnyValue:StringEquals", "a c", true)]
    [InlineData("ForAnyValue:StringEquals", "c", false)]
    [InlineData("ForAnyValue:StringEquals", "", false)]
    public void Set_operators_compare_all_or_any_values(string test, string actual, bool isMet)
    {
        Decide(
            Policy($$"""{ "{{test}}": { "aws:TagKeys": ["a", "b"] } }"""),
            "aws:TagKeys",
            actual.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Should().Be(isMet);
    }

    [Theory]
    [InlineData("AWS:resourcetag/team", true)]
    [InlineData("aws:ResourceTag/Team", false)]
    public void The_name_of_a_key_has_any_case_and_the_tag_has_not(string key, bool isMet) =>
        Decide(Policy("StringEquals", key, "web"), "aws:ResourceTag/team", ["web"]).Should().Be(isMet);

    [Theory]
    [InlineData("ec2:runinstances", "arn:aws:ec2:us-east-1:1:instance/i-1", true)]
    [InlineData("ec2:Stop*", "arn:aws:ec2:us-east-1:1:instance/i-1", false)]
    [InlineData("ec2:RunInstances", "arn:aws:ec2:us-east-1:1:volume/vol-1", false)]
    public void Actions_and_resources_are_patterns(string action, string resource, bool isAllowed)
    {
        PolicyDocument policy = PolicyDocument.Parse(
            $$"""{ "Statement": { "Effect": "Allow", "Action": "{{action}}", "Resource": "arn:aws:ec2:*:*:instance/*" } }""");
        PolicyRequest request = new PolicyRequest("ec2:RunInstances", resource, new Dictionary<string, IReadOnlyList<string>>());
        (policy.Decide(request) == PolicyDecision.Allowed).Should().Be(isAllowed);
    }

    [Fact]
    public void NotAction_and_NotResource_apply_to_the_rest()
    {
        PolicyDocument policy = PolicyDocument.Parse(
            """{ "Statement": { "Effect": "Allow", "NotAction": "ec2:Run*", "NotResource": "arn:aws:ec2:*:*:volume/*" } }""");
        PolicyDecision Of(string action, string resource) =>
            policy.Decide(new PolicyRequest(action, resource, new Dictionary<string, IReadOnlyList<string>>()));
        Of("ec2:StopInstances", "*").Should().Be(PolicyDecision.Allowed);
        Of("ec2:RunInstances", "*").Should().Be(PolicyDecision.ImplicitDeny);
        Of("ec2:StopInstances", "arn:aws:ec2:a:1:volume/v").Should().Be(PolicyDecision.ImplicitDeny);
    }

    private static bool IsMet(string test, string value, IReadOnlyList<string> actual) =>
        Decide(Policy(test, "aws:ResourceTag/team", value), "aws:ResourceTag/team", actual);

    private static string Policy(string test, string key, string value) =>
        Policy($$"""{ "{{test}}": { "{{key}}": "{{value}}" } }""");

    private static string Policy(string condition) =>
        $$"""{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {{condition}} } }""";

    private static bool Decide(string policy, string key, IReadOnlyList<string> actual)
    {
        Dictionary<string, IReadOnlyList<string>> keys = [];
        if (actual.Count > 0)
        {
            keys[key] = actual;
        }

        return PolicyDocument.Parse(policy).Decide(new PolicyRequest("ec2:RunInstances", "*", keys)) == PolicyDecision.Allowed;
    }
}
