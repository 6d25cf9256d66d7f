using Stagecraft.Config;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The default of a duration and what it may be, both ends included. Durations are written <c>\d+(ms|s|m|h)</c>.</summary>
internal sealed record DurationRange(TimeSpan Default, TimeSpan Min, TimeSpan Max)
{
    public static readonly DurationRange PollInterval = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
    public static readonly DurationRange SettleWindow = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
    public static readonly DurationRange Timeout = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));

    public static readonly DurationRange Ssh = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
    public static readonly DurationRange CloudInit = new(TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));

    /// <summary>What a duration looks like.</summary>
    public const string Expression = DurationText.Expression;

    public string DefaultText => DurationText.Format(Default);

    public static bool IsDuration(string text) => DurationText.TryParse(text, out _);

    /// <summary>The duration that a text says, or null where it is out of the range, however many digits it has.</summary>
    public TimeSpan? Parse(string text) => DurationText.TryParse(text, out TimeSpan value) && value >= Min && value <= Max ? value : null;

    public override string ToString() => $"{DurationText.Format(Min)} to {DurationText.Format(Max)}";

    public string ToMarkdown() => $"`{DurationText.Format(Min)}` to `{DurationText.Format(Max)}`";
}
