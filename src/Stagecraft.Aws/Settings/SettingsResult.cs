namespace Stagecraft.Aws.Settings;

/// <param name="Settings">The settings; null if there is a problem.</param>
/// <param name="Problems">All problems, in the order of the file; those without a place last.</param>
internal sealed record SettingsResult(AwsSettings? Settings, IReadOnlyList<Problem> Problems);
