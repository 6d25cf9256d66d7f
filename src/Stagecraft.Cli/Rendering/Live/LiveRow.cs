namespace Stagecraft.Cli.Rendering.Live;

/// <summary>One host, or one droplet to delete.</summary>
/// <param name="Sign"><c>-</c>, <c>+</c>, or a blank for a host that is only waited for.</param>
/// <param name="Name">The host.</param>
/// <param name="Role">Its role; null where it is not known.</param>
/// <param name="Stage">How far it is.</param>
internal sealed record LiveRow(string Sign, string Name, string? Role, LiveStage Stage)
{
    /// <summary>The stage's word, or for a droplet that is waited for what the API says of it.</summary>
    internal string State { get; init; } = "queued";

    /// <summary>Its id, its address, or what went wrong.</summary>
    internal string Detail { get; init; } = "";

    /// <summary>When it was begun, as a timestamp; null where it was not.</summary>
    internal long? Started { get; init; }

    /// <summary>When it was through, as a timestamp; null where it is not.</summary>
    internal long? Ended { get; init; }

    internal bool IsDone => Stage is LiveStage.Ready or LiveStage.Gone;

    internal Tone Tone => Stage switch
    {
        LiveStage.Failed => Tone.Error,
        LiveStage.Unclear or LiveStage.Skipped => Tone.Warning,
        LiveStage.Ready => Tone.Create,
        LiveStage.Gone => Tone.Delete,
        _ => Tone.Plain,
    };
}
