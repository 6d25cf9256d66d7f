using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;

namespace FileHosts.Machines;

/// <summary>The file that is this cloud. It is replaced as a whole: a reader sees the old or the new file, also after a crash.</summary>
/// <param name="path">The path.</param>
internal class MachineFile(string path, TimeProvider clock)
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private bool _existed;

    /// <summary>Reads the file. A file that never existed has no machines.</summary>
    /// <exception cref="CloudException">It cannot be read, is damaged, or was deleted since it was first read.</exception>
    public virtual MachineList Read()
    {
        try
        {
            byte[] content = RegularFile.Read(path, MaxBytes);
            _existed = true;
            return content.Length switch
            {
                0 => throw Failed("is empty, or not a regular file"),
                > MaxBytes => throw Failed("is larger than 4 MiB"),
                _ => MachineJson.Read(content),
            };
        }
        catch (FileNotFoundException) when (!_existed)
        {
            return MachineList.Empty;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // An empty list would create all machines again, with ids that were used.
            throw Failed(_existed ? "was deleted during the run" : "is in a directory that does not exist");
        }
        catch (InvalidDataException exception)
        {
            throw Failed($"is damaged: {exception.Message}", exception, "fix or restore the file; it was not changed");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed("cannot be read", exception);
        }
    }

    /// <summary>Reads the file, changes it and replaces it, while no other process can.</summary>
    /// <param name="change">Returns the new content, or null to keep the file, and the result.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes: a failure of the kind <see
    /// cref="FailureKind.Withdrawn"/>.</param>
    /// <exception cref="CloudException">The file was not changed; or, of the kind <see cref="FailureKind.Unclear"/>, it may have
    /// been.</exception>
    public async Task<T> ChangeAsync<T>(Func<MachineList, (MachineList? List, T Result)> change, CancellationToken cancellationToken)
    {
        using IDisposable held = await LockAsync(cancellationToken);
        (MachineList? list, T result) = change(Read());
        if (list is not null)
        {
            Replace(list);
        }

        return result;
    }

    protected virtual void Replace(MachineList list)
    {
        string next = path + ".new";
        FailureKind effect = FailureKind.Refused;
        try
        {
            // Left by a killed process, or a link to another file.
            File.Delete(next);
            using (FileStream stream = new(next, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(MachineJson.Write(list));
                stream.Flush(flushToDisk: true);
            }

            effect = FailureKind.Unclear;
            File.Move(next, path, overwrite: true);
            _existed = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed("cannot be written", exception, kind: effect);
        }
    }

    // The lock ends with the process, however it ends.
    private async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        for (long start = clock.GetTimestamp(); ;)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not DirectoryNotFoundException
                && clock.GetElapsedTime(start) < TimeSpan.FromSeconds(2))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), clock, CancellationToken.None);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
            {
                throw Failed(
                    "cannot be locked",
                    exception,
                    kind: exception is OperationCanceledException ? FailureKind.Withdrawn : FailureKind.NotSent);
            }
        }
    }

    private CloudException Failed(string why, Exception? cause = null, string? hint = null, FailureKind kind = FailureKind.Refused) =>
        new(new CloudFailure(
            ErrorCodes.ApiError,
            $"the hosts file {Excerpt.Of(path)} {why}",
            hint,
            IsTransient: kind == FailureKind.NotSent), kind, inner: cause);
}
