using System.Net;
using System.Text;

namespace Stagecraft.Engine.Readiness;

/// <summary>The SSH keys of hosts, in a <c>known_hosts</c> file of Stagecraft (spec 6.10.2, 6.10.4). <c>ssh</c> adds keys, and this type
/// removes them. It edits the file itself: <c>ssh-keygen -R</c> removes the entries of one port only, hashed ones too, and keeps a copy
/// with the removed keys.</summary>
/// <param name="directory">The directory of the file; null if none is known.</param>
internal sealed class KnownHosts(string? directory)
{
    private const string Name = "known_hosts";

    // Several hosts are probed at the same time.
    private static readonly Lock Editing = new();

    /// <summary>The path of the file, which may not exist; empty without a directory.</summary>
    public string FilePath { get; } = directory is null ? "" : Path.Combine(directory, Name);

    /// <summary>Creates the directory, only for the user.</summary>
    /// <returns>Null; or why <c>ssh</c> cannot store keys.</returns>
    public string? Create()
    {
        if (directory is null)
        {
            return "there is no directory for the SSH keys of hosts: set HOME";
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot create the directory for the SSH keys of hosts: {e.Message}";
        }
    }

    /// <summary>Removes the keys of an address. Without any, the file is not changed.</summary>
    /// <returns>Null; or why they cannot be removed.</returns>
    public string? Remove(IPAddress address)
    {
        try
        {
            lock (Editing)
            {
                if (directory is not null && File.Exists(FilePath))
                {
                    // Each byte is a character: other bytes than ASCII, for instance in comments, stay as they are.
                    string all = Encoding.Latin1.GetString(File.ReadAllBytes(FilePath));
                    string kept = Without(all, address);
                    if (kept.Length < all.Length)
                    {
                        Replace(Encoding.Latin1.GetBytes(kept));
                    }
                }
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot remove the SSH key of an earlier host with the address {address}: {e.Message}";
        }
    }

    /// <summary>The lines of a file, without those whose host is exactly the address, with or without a port.</summary>
    internal static string Without(string lines, IPAddress address)
    {
        StringBuilder kept = new(lines.Length);
        for (int start = 0; start < lines.Length;)
        {
            int end = lines.IndexOf('\n', start) + 1;
            end = end == 0 ? lines.Length : end;
            if (!IsOf(lines.AsSpan(start, end - start), address.ToString()))
            {
                kept.Append(lines, start, end - start);
            }

            start = end;
        }

        return kept.ToString();
    }

    private static bool IsOf(ReadOnlySpan<char> line, string address)
    {
        ReadOnlySpan<char> host = line.TrimStart(" \t");
        int length = host.IndexOfAny(" \t");
        host = length < 0 ? default : host[..length];
        if (host is ['[', ..] && host.IndexOf("]:") is > 0 and int end)
        {
            host = host[(end + 2)..].ContainsAnyExceptInRange('0', '9') ? default : host[1..end];
        }

        return host.Equals(address, StringComparison.OrdinalIgnoreCase);
    }

    // A rename is atomic: ssh reads the old file or the new one.
    private void Replace(byte[] content)
    {
        string temporary = Path.Combine(directory!, $"{Name}.{Path.GetRandomFileName()}");
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (FileStream stream = new(temporary, options))
            {
                stream.Write(content);
            }

            File.Move(temporary, FilePath, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
