using System.Text.RegularExpressions;
using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads what the sections of all clouds have in common.</summary>
internal static partial class SectionRule
{
    private const string Prefix = "invalid config: ";

    public static ConfigProblems NewProblems() => new(Prefix);

    /// <summary>Reports a name of a project that is not valid.</summary>
    public static void CheckProject(string? project, ConfigProblems problems)
    {
        if (project is not null && !(NameRule.IsValid(project) && project.Length <= NameRule.MaxLength))
        {
            problems.AddAt(null, null, $"the project's name {Excerpt.Of(project)} is not valid", NameRule.Hint);
        }
    }

    /// <summary>All problems of a section, with those of placeholders. A value with a placeholder has no other problem.</summary>
    public static IReadOnlyList<Problem> WithTemplates(ConfigNode section, ConfigProblems problems)
    {
        ConfigProblems templates = NewProblems();
        TemplateRule.Check(section, templates);
        IReadOnlyList<Problem> found = templates.InFileOrder();
        return ConfigProblems.ByPlace(
        [
            .. found, .. problems.InFileOrder().Where(p => !found.Any(t => (t.Path, t.Location) == (p.Path, p.Location))),
        ]);
    }

    /// <summary>The settings with the durations of the section.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="reader">The section.</param>
    /// <param name="settleWindow">The key of the settle window, with the default of the cloud.</param>
    public static T WithDurations<T>(T settings, SectionReader reader, SettingKey settleWindow)
        where T : CloudSettings => (T)((CloudSettings)settings with
        {
            PollInterval = reader.Duration(SharedKeys.PollInterval),
            SettleWindow = reader.Duration(settleWindow),
            CreateTimeout = reader.Duration(SharedKeys.CreateTimeout),
            DeleteTimeout = reader.Duration(SharedKeys.DeleteTimeout),
            SshTimeout = reader.Duration(SharedKeys.SshTimeout),
            CloudInitTimeout = reader.Duration(SharedKeys.CloudInitTimeout),
            HttpTimeout = reader.Duration(SharedKeys.HttpTimeout),
        });

    /// <summary>The settings with the budgets and limits of environments.</summary>
    public static T WithEnvironments<T>(T settings, IReadOnlyDictionary<string, EnvironmentSettings> environments)
        where T : CloudSettings => (T)((CloudSettings)settings with
        {
            MaxUnavailable = environments.Where(e => e.Value.MaxUnavailable is not null)
                .ToDictionary(e => e.Key, e => e.Value.MaxUnavailable!.Value, StringComparer.Ordinal),
            Budgets = environments.Where(e => e.Value.MonthlyMax is not null)
                .ToDictionary(e => e.Key, e => e.Value.MonthlyMax!.Value, StringComparer.Ordinal),
        });

    /// <summary>The SSH user, or the default of the key, which may be null. It is an argument of a program.</summary>
    public static string? SshUser(SectionReader reader, SettingKey key, ConfigProblems problems)
    {
        if (reader.Text(key).Setting is not { } user)
        {
            return key.Default;
        }

        if (!UserName().IsMatch(user.Value))
        {
            problems.AddAt(
                user.Location,
                user.Path,
                $"ssh_user is {Excerpt.Of(user.Value)}, which is not a user name",
                "a user name consists of letters, digits, '_', '.' and '-', and does not start with '-'");
        }

        return user.Value;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserName();
}
