using System.Globalization;
using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The default of a duration and what it may be, both ends included. Durations are written <c>\d+(ms|s|m|h)</c>.</summary>
internal sealed partial record DurationRange(TimeSpan Default, TimeSpan Min, TimeSpan Max)
{
    public static readonly DurationRange PollInterval = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
    public static readonly DurationRange SettleWindow = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
    public static readonly DurationRange Timeout = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));

    public static readonly DurationRange Ssh = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
    public static readonly DurationRange CloudInit = new(TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));

    /// <summary>What a duration looks like.</summary>
    public const string Expression = "([0-9]+)(ms|s|m|h)";

    public string DefaultText => Write(Default);

    public static bool IsDuration(string text) => Syntax().IsMatch(text);

    /// <summary>The duration that a text says, or null where it is out of the range, however many digits it has.</summary>
    public TimeSpan? Parse(string text)
    {
        Match match = Syntax().Match(text);
        long unit = match.Groups[2].Value switch
        {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            _ => 3_600_000,
        };
        bool fits = long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            && count <= (long)Max.TotalMilliseconds / unit;
        TimeSpan value = fits ? TimeSpan.FromMilliseconds(count * unit) : TimeSpan.MaxValue;
        return value >= Min && value <= Max ? value : null;
    }

    public override string ToString() => $"{Write(Min)} to {Write(Max)}";

    public string ToMarkdown() => $"`{Write(Min)}` to `{Write(Max)}`";

    private static string Write(TimeSpan value) =>
        value.TotalHours >= 1 ? $"{value.TotalHours}h" : value.TotalMinutes >= 1 ? $"{value.TotalMinutes}m" : $"{value.TotalSeconds}s";

    [GeneratedRegex("^" + Expression + "\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
