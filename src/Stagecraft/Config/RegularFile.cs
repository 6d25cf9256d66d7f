namespace Stagecraft.Config;

/// <summary>Reads small regular files, and never waits for pipes or devices.</summary>
public static class RegularFile
{
    /// <summary>
    /// The content, but at most one byte more than is allowed, which is enough to detect a file that is too large. Empty if the file is
    /// empty or not a regular file: a pipe or a device has no length and is not opened, because that could block indefinitely.
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <param name="most">The number of allowed bytes.</param>
    /// <exception cref="IOException">It does not exist, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a directory, or may not be read.</exception>
    public static byte[] Read(string path, int most)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException("It is a directory.");
        }

        // The length of a link is its own; that of a pipe that this process was given (/dev/stdin) leads nowhere.
        FileInfo file = new FileInfo(path);
        FileInfo target = (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo) ?? file;
        bool isGivenPipe = !target.Exists && target.FullName.StartsWith("/proc/", StringComparison.Ordinal);
        if (isGivenPipe || target.Length == 0)
        {
            return [];
        }

        using FileStream stream = file.OpenRead();
        byte[] bytes = new byte[Math.Min(most, target.Length) + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length == bytes.Length && length <= most)
        {
            // The file has grown since its length was read.
            Array.Resize(ref bytes, most + 1);
            length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
        }

        return bytes[..length];
    }
}
