namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>
/// One endpoint: a method or <see cref="AnyMethod"/>, a path in which <c>*</c> matches one segment (at most two), and the handler.
/// </summary>
internal sealed record Route(string Method, string Pattern, Func<ApiCall, ApiResponse> Handler)
{
    public const string AnyMethod = "*";

    private readonly string[] _segments = Pattern.Split('/');

    /// <summary>False for an operation of the real API that is not emulated; the <c>Allow</c> header of a 405 omits it.</summary>
    public bool IsEmulated { get; init; } = true;

    /// <summary>Whether the path matches, and the segments that match <c>*</c>.</summary>
    public bool Matches(string[] path, out string key, out string secondKey)
    {
        (key, secondKey) = ("", "");
        if (path.Length != _segments.Length)
        {
            return false;
        }

        List<string> keys = new List<string>(2);
        bool matches = true;
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
