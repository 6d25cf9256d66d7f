namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>One endpoint: a method, a path in which <c>*</c> stands for one segment, and what answers.</summary>
internal sealed record Route(string Method, string Pattern, Func<ApiCall, ApiResponse> Answer)
{
    private readonly string[] _segments = Pattern.Split('/');

    /// <summary>Whether the path is this route's, and what stands for its <c>*</c>.</summary>
    public bool Matches(string[] path, out string key)
    {
        key = "";
        if (path.Length != _segments.Length)
            return false;
        for (var i = 0; i < path.Length; i++)
        {
            if (_segments[i] == "*" && path[i].Length > 0)
                key = Uri.UnescapeDataString(path[i]);
            else if (_segments[i] != path[i])
                return false;
        }

        return true;
    }
}
