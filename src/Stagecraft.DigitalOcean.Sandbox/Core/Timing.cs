namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>How long the asynchronous things take.</summary>
internal sealed record Timing(TimeSpan Boot, TimeSpan Destroy, TimeSpan ListLag, TimeSpan TagLag)
{
    public static Timing Of(SandboxOptions options) => new(options.Boot, options.Destroy, options.ListLag, options.TagLag);

    /// <summary>The same, but a new droplet is there at once, listed and tagged.</summary>
    public Timing AtOnce => this with { Boot = TimeSpan.Zero, ListLag = TimeSpan.Zero, TagLag = TimeSpan.Zero };
}
