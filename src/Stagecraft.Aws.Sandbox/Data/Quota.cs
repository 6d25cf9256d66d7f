namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>A quota of EC2.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">The name.</param>
/// <param name="Default">The default in a new account.</param>
internal sealed record Quota(string Code, string Name, int Default);
