namespace Stagecraft.Aws.Sandbox.State;

/// <summary>What a client token of CreateVolume remembers.</summary>
internal sealed record VolumeToken(string Token, string Digest, string VolumeId);
