using System.Text.RegularExpressions;

namespace Stagecraft.Tests.Language;

/// <summary>Words and phrases that texts for users avoid, each with what to write instead.</summary>
internal static class BannedWords
{
    private static readonly (string Pattern, string Instead)[] List =
    [
        ("anew|afresh", "again, re-, a new …"),
        ("unasked", "without confirmation, automatically"),
        ("tells?|told|telling", "reports, shows, states"),
        ("says?|said|saying", "states, shows, specifies"),
        ("wants?|wanted", "requires"),
        ("asks?(?! (?:for|the user|DigitalOcean|AWS|again|twice))", "requests"),
        ("goes|(?:is|are) going(?! to)|(?:has|have) come|went", "is deleted, is sent, appears"),
        ("gone", "deleted, no longer listed"),
        ("seen", "verified, listed, confirmed"),
        ("looks?(?! up| like)|looked(?! up)|looking(?! up)", "reads, polls; resembles, appears"),
        ("answers?(?! to a prompt)|answered|answering", "response, responds"),
        ("nobody(?:'s)?|somebody(?:'s)?|anybody(?:'s)?", "no one; unmanaged; another user"),
        ("stands?(?! for)|standing|stood", "is, appears, is defined"),
        ("carried out|carr(?:y|ies) out|carrying out", "applied, executed"),
        ("held against|holds? against", "compared with"),
        ("besides|beside", "in addition to, except, next to"),
        ("surplus", "duplicate"),
        ("at once", "immediately, at the same time"),
        ("by hand", "manually"),
        ("mends?|mended|mending", "fix, correct"),
        ("bad weather", "fault injection"),
        ("take[sn]? away|taking away", "remove"),
        ("foreign", "unmanaged"),
        ("halfway", "before it is complete"),
        ("any more", "no longer"),
        ("as (?:it is|they are)(?=[.,;:)])", "unchanged"),
        ("meanwhile", "in the meantime, during …"),
        ("whoever|whomever", "a user who"),
        ("gravest|grave", "most severe"),
        ("for instance", "for example"),
        ("e-mails?", "email"),
        ("folders?", "directory"),
        ("survivors?", "kept droplet, kept machine"),
        ("amongst|whilst|upon|lest|thereof|hereby|herein|henceforth|thereby", "among, while, on, …"),
        ("colours?|behaviours?|honours?|favou?rs?|neighbours?|centres?|licence|catalogue|initialis\\w*|recognis\\w*",
            "American spelling"),
    ];

    private static readonly Regex Heading = new("^#+ (?:What|Whose)\\b[^?\n]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly Regex Words = new(
        string.Join('|', List.Select((b, i) => $"(?<w{i}>\\b(?:{b.Pattern})\\b)")),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Compiled);

    /// <summary>The banned words of a text: their index, the word, and what to write instead.</summary>
    internal static IEnumerable<(int Index, string Word, string Instead)> In(string text) =>
        Words.Matches(text).Select(m => (m.Index, m.Value, InsteadOf(m)))
            .Concat(Heading.Matches(text).Select(m => (m.Index, m.Value, "a heading that names a task or a thing")));

    private static string InsteadOf(Match match) =>
        List[Enumerable.Range(0, List.Length).First(i => match.Groups[$"w{i}"].Success)].Instead;
}
