namespace Stagecraft.Plans;

/// <summary>The input of a plan. Two plans with equal fingerprints were made from the same desired and actual state.</summary>
/// <param name="Config">SHA-256, lowercase hex, over project, environment, intent, desired hosts (user_data as a hash) and key.</param>
/// <param name="Account">SHA-256, lowercase hex, over the owned machines' id, name, size, region and tags.</param>
public sealed record PlanFingerprint(string Config, string Account);
