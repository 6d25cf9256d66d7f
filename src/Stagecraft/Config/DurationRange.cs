namespace Stagecraft.Config;

/// <summary>The default and the limits of a duration.</summary>
/// <param name="Default">The duration of an absent key.</param>
/// <param name="Min">The shortest allowed duration.</param>
/// <param name="Max">The longest allowed duration.</param>
public sealed record DurationRange(TimeSpan Default, TimeSpan Min, TimeSpan Max)
{
    /// <summary>The default as a config states it.</summary>
    public string DefaultText => DurationText.Format(Default);

    /// <summary>The limits, for messages.</summary>
    public override string ToString() => $"{DurationText.Format(Min)} to {DurationText.Format(Max)}";

    internal string ToMarkdown() => $"`{DurationText.Format(Min)}` to `{DurationText.Format(Max)}`";
}
