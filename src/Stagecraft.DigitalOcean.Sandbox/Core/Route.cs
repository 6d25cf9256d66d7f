namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>
/// One endpoint: a method, or <see cref="AnyMethod"/>, a path in which <c>*</c> stands for one segment, twice at most, and what answers.
/// </summary>
internal sealed record Route(string Method, string Pattern, Func<ApiCall, ApiResponse> Handler)
{
    public const string AnyMethod = "*";

    private readonly string[] _segments = Pattern.Split('/');

    /// <summary>False for an operation of the real API that the sandbox only knows of: no 405 recommends it.</summary>
    public bool IsEmulated { get; init; } = true;

    /// <summary>Whether the path is this route's, and what stands for its <c>*</c>.</summary>
    public bool Matches(string[] path, out string key, out string secondKey)
    {
        List<string> keys = new List<string>(2);
        bool matches = path.Length == _segments.Length;
        for (int i = 0; matches && i < path.Length; i++)
        {
            if (_segments[i] == "*" && path[i].Length > 0)
            {
                keys.Add(Uri.UnescapeDataString(path[i]));
            }
            else
            {
                matches = _segments[i] == path[i];
            }
        }

        key = keys.FirstOrDefault("");
        secondKey = keys.Skip(1).FirstOrDefault("");
        return matches;
    }
}
