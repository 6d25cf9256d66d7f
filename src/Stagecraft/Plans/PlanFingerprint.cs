namespace Stagecraft.Plans;

/// <summary>What a plan was made from. Two plans of equal fingerprints want the same of the same machines.</summary>
/// <param name="Config">SHA-256, lower-case hex, over project, environment, intent, desired hosts (user_data as a hash) and key.</param>
/// <param name="Account">SHA-256, lower-case hex, over the owned machines' id, name, size, region and tags.</param>
public sealed record PlanFingerprint(string Config, string Account);
