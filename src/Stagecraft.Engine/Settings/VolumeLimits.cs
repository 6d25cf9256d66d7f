using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>What the volumes of a cloud can be.</summary>
/// <param name="Terms">The words of the cloud.</param>
/// <param name="MaxPerHost">The maximum number of volumes of a host.</param>
/// <param name="MaxName">The maximum length of a volume's name.</param>
/// <param name="BeginWithLetter">Whether names of volumes must begin with a letter.</param>
internal sealed record VolumeLimits(CloudTerms Terms, int MaxPerHost, int MaxName, bool BeginWithLetter);
