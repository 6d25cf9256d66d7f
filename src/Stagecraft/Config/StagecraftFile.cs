namespace Stagecraft.Config;

/// <summary>
/// The <c>project</c> and <c>cloud</c> sections of a <c>stagecraft.yml</c>, which every provider needs. All other sections belong to other
/// parts of Stagecraft and are not read, and neither are the sections of providers that are not selected.
/// </summary>
/// <param name="Project">The project's name (<c>project.name</c>), or null where none is declared or the one declared is not valid.</param>
/// <param name="ProviderId">The selected provider (<c>cloud.provider</c>); its existence is not checked.</param>
/// <param name="ProviderConfig">The selected provider's section (<c>cloud.providers.{provider}</c>), unchecked.</param>
/// <param name="Environments">The keys of the section's <c>hosts</c> in the order of the file, unchecked; empty where it has none.</param>
public sealed record StagecraftFile(string? Project, string ProviderId, ConfigNode ProviderConfig, IReadOnlyList<string> Environments)
{
    /// <summary>Finds and checks the two sections. Problems of the file are in the result; they are not thrown.</summary>
    /// <param name="top">The top node of the file, as <see cref="ConfigReader"/> gives it.</param>
    /// <param name="providers">The ids of the supported providers, for hints. Default: none are named.</param>
    public static StagecraftFileResult Parse(ConfigNode top, IReadOnlyList<string>? providers = null)
    {
        ArgumentNullException.ThrowIfNull(top);
        return new StagecraftFileParser(providers ?? []).Parse(top);
    }
}
