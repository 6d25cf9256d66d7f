namespace Stagecraft.Tests.Language;

/// <summary>The exceptions from <see cref="BannedWords"/>.</summary>
internal static class AllowedPhrases
{
    private const string CountOfFaults = "The field 'seen' of the sandbox's conditions is part of its JSON format.";

    internal static AllowedPhrase[] All { get; } =
    [
        new("spec/sandbox.md", "with `seen` and `hits`", CountOfFaults),
        new("src/", "\"seen\"", CountOfFaults),
    ];
}
