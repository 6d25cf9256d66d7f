namespace Stagecraft.Aws.Sandbox.Policies;

/// <summary>A use of one resource, which a policy allows or denies.</summary>
/// <param name="Action">The action, for example <c>ec2:RunInstances</c>.</param>
/// <param name="Resource">The ARN of the resource; <c>*</c> for an action without resources.</param>
/// <param name="Keys">The values of the condition keys, by name in any case. Keys without a value are missing.</param>
internal sealed record PolicyRequest(string Action, string Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Keys);
