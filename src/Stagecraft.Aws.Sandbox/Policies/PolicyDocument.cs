using System.Text.Json;

namespace Stagecraft.Aws.Sandbox.Policies;

/// <summary>An identity-based IAM policy.</summary>
internal sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements)
{
    /// <exception cref="ArgumentException">The text is not a policy, or has an element that the sandbox does not evaluate.</exception>
    public static PolicyDocument Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Statement", out JsonElement statements)
                ? new PolicyDocument([.. PolicyStatement.Items(statements).Select(PolicyStatement.Parse)])
                : throw new ArgumentException("The policy has no Statement.", nameof(text));
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"The policy is not valid JSON: {error.Message}", nameof(text), error);
        }
    }

    /// <summary>Whether a request is allowed: a statement allows it, and none denies it.</summary>
    public PolicyDecision Decide(PolicyRequest request)
    {
        List<PolicyStatement> matches = [.. Statements.Where(statement => statement.Matches(request))];
        return matches.Exists(statement => !statement.IsAllow) ? PolicyDecision.ExplicitDeny
            : matches.Count > 0 ? PolicyDecision.Allowed
            : PolicyDecision.ImplicitDeny;
    }
}
