namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>An availability zone.</summary>
/// <param name="Name">The name in the account, for example <c>eu-central-1a</c>.</param>
/// <param name="Id">The ID, which is the same in all accounts, for example <c>euc1-az2</c>.</param>
/// <param name="Index">The position in the region, from 0.</param>
internal sealed record Zone(string Name, string Id, int Index);
