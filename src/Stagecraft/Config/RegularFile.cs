namespace Stagecraft.Config;

/// <summary>Reads small files that a config names, without ever waiting for what they may stand for.</summary>
public static class RegularFile
{
    /// <summary>
    /// The content, but no more than one byte beyond what is allowed: that is enough to see that it is too large. Nothing where the file is
    /// empty or no regular file: a pipe or a device has no length, and is not opened, since that could wait for ever.
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <param name="most">How many bytes are allowed.</param>
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
        byte[] bytes = new byte[most + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }
}
