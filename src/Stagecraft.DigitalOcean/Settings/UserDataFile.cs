namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads the file behind <c>user_data_file</c>.</summary>
internal static class UserDataFile
{
    /// <summary>The file's bytes, but no more than one beyond what is allowed: that is enough to see that it is too large.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a directory, or may not be read.</exception>
    public static byte[] Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] bytes = new byte[UserData.MaxBytes + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }
}
