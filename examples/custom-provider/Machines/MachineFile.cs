using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace FileHosts.Machines;

/// <summary>The file that is this cloud. It is replaced, never written into: who reads it, or is killed, sees the old one or the new one.</summary>
/// <param name="path">Where it is.</param>
internal sealed class MachineFile(string path)
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private bool _wasThere;

    /// <summary>What the file holds now; a file that was never there holds nothing.</summary>
    /// <exception cref="CloudProviderException">It cannot be read, is damaged, or has vanished since it was first read: <c>api_error</c>.</exception>
    public MachineList Read()
    {
        try
        {
            byte[] content = RegularFile.Read(path, MaxBytes);
            _wasThere = true;
            return content.Length switch
            {
                0 => throw Failed("is empty, or not a regular file"),
                > MaxBytes => throw Failed("is larger than 4 MiB"),
                _ => MachineJson.Read(path, content),
            };
        }
        catch (FileNotFoundException) when (!_wasThere)
        {
            return MachineList.Empty;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Taken for empty, all would be made anew, under ids that were somebody's.
            throw Failed(_wasThere ? "has vanished" : "is in a folder that does not exist");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed("cannot be read", exception);
        }
    }

    /// <summary>Puts a new file in the place of the old one. Only while <see cref="Lock"/> is held.</summary>
    /// <exception cref="CloudProviderException">It cannot be written, and is as it was: <c>api_error</c>.</exception>
    public void Write(MachineList list)
    {
        string beside = path + ".new";
        try
        {
            // Left by a run that was killed, or a link that leads elsewhere.
            File.Delete(beside);
            using (FileStream stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(MachineJson.Write(list));
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
            _wasThere = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed("cannot be written", exception);
        }
    }

    /// <summary>Keeps all other runs from writing until it is disposed of, or this process has ended, however it ended.</summary>
    /// <exception cref="CloudProviderException">Another run holds it: <c>api_error</c>, transient.</exception>
    public IDisposable Lock()
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (DirectoryNotFoundException)
        {
            throw Failed("is in a folder that does not exist");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Failed("cannot be locked", exception);
        }
        catch (IOException exception)
        {
            Problem problem = new Problem(ErrorCodes.ApiError, $"the hosts file {Excerpt.Of(path)} is being changed by another run", "run it again once that has ended");
            throw new CloudProviderException(FileProvider.ProviderId, problem, isTransient: true, innerException: exception);
        }
    }

    private CloudProviderException Failed(string why, Exception? cause = null) =>
        new(FileProvider.ProviderId, new Problem(ErrorCodes.ApiError, $"the hosts file {Excerpt.Of(path)} {why}"), innerException: cause);
}
