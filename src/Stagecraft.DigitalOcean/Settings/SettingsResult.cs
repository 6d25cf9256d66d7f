namespace Stagecraft.DigitalOcean.Settings;

/// <param name="Settings">The settings, or null where there is any problem.</param>
/// <param name="Problems">Every problem, in the order of the file; those without a place last.</param>
internal sealed record SettingsResult(DigitalOceanSettings? Settings, IReadOnlyList<Problem> Problems);
