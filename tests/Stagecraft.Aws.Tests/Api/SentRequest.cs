namespace Stagecraft.Aws.Tests.Api;

/// <summary>A request as the handler received it.</summary>
internal sealed record SentRequest(Uri Uri, string Headers, string Body, TimeSpan At)
{
    /// <summary>The parameters of the form, decoded, in their order.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters =>
    [
        .. Body.Split('&').Select(p => p.Split('=', 2)).Select(p => (p[0], Uri.UnescapeDataString(p[1]))),
    ];

    public string? this[string name] => Parameters.Where(p => p.Name == name).Select(p => p.Value).SingleOrDefault();
}
