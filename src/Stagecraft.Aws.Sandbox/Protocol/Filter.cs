namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>A filter of a Describe action: any of the values matches.</summary>
internal sealed record Filter(string Name, IReadOnlyList<string> Values)
{
    public bool Matches(IEnumerable<string> actual) =>
        actual.Any(text => Values.Any(pattern => FilterPattern.Matches(pattern, text)));
}
