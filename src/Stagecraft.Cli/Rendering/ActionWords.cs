using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The words of an action on a resource other than a host.</summary>
/// <param name="Sign">The sign before the name.</param>
/// <param name="Doing">While it is executed.</param>
/// <param name="Done">After it.</param>
internal sealed record ActionWords(string Sign, Tone Tone, string Doing, string Done)
{
    internal static ActionWords Of(ResourceActions action) => action switch
    {
        ResourceActions.Create => new("+", Tone.Create, "creating", "created"),
        ResourceActions.Delete => new("-", Tone.Delete, "deleting", "deleted"),
        ResourceActions.Replace => new("-/+", Tone.Delete, "replacing", "replaced"),
        _ => new("!", Tone.Plain, "updating", "updated"),
    };
}
