namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A tag.</summary>
internal sealed record Tag(string Key, string Value);
