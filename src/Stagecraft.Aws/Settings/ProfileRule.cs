using System.Text.RegularExpressions;

namespace Stagecraft.Aws.Settings;

/// <summary>Reads <c>iam_instance_profile</c>.</summary>
internal static partial class ProfileRule
{
    public const string Expression = "[A-Za-z0-9_+=,.@-]{1,128}";

    /// <returns>The name; null if there is none, or if it is invalid and reported.</returns>
    public static Setting<string>? Read(SectionReader host, ConfigProblems problems)
    {
        if (host.Slug(HostKeys.IamInstanceProfile).Setting is not { } profile)
        {
            return null;
        }

        if (Name().IsMatch(profile.Value))
        {
            return profile;
        }

        problems.AddAt(
            profile.Location,
            profile.Path,
            $"iam_instance_profile {Excerpt.Of(profile.Value)} is not the name of an instance profile",
            profile.Value.StartsWith("arn:", StringComparison.Ordinal) && profile.Value.LastIndexOf('/') is > 0 and int last
                ? $"write its name: {Excerpt.Of(profile.Value[(last + 1)..])}"
                : "example: app-server");
        return null;
    }

    [GeneratedRegex("^" + Expression + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
