using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Cloud;

/// <summary>
/// SQLite of a single-file command: a shared library that is embedded as a compressed resource. Only the start of a sandbox loads it.
/// Otherwise there is no such resource, and the runtime finds the library next to the command.
/// </summary>
internal static partial class EmbeddedSqlite
{
    internal const string FolderPrefix = "stagecraft-sqlite-";

    private const string Name = "e_sqlite3";
    private const string Resource = "e_sqlite3.gz";
    private const uint CloseOnExecute = 1;

    /// <summary>Linux 6.3 and later may require the flag for an executable file; earlier versions do not know it.</summary>
    private const uint Executable = 16;

    private static readonly Lazy<bool> IsUsed = new(Find);

    /// <exception cref="UsageException">It cannot be loaded.</exception>
    internal static void Use() => _ = IsUsed.Value;

    /// <summary>Loads it from memory if the system can; otherwise from a temporary directory that is deleted afterwards.</summary>
    /// <returns>The library's handle.</returns>
    /// <exception cref="UsageException">It cannot be loaded.</exception>
    internal static nint Load(ReadOnlySpan<byte> library)
    {
        try
        {
            return LoadFromMemory(library) is var handle and not 0 ? handle : LoadFromFolder(library);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed($"it cannot be unpacked to {Path.GetTempPath()}: {exception.Message.TrimEnd('.')}");
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw Failed($"the system does not load it from {Path.GetTempPath()}");
        }
    }

    /// <returns>The library's handle; 0 where the system cannot do that: only Linux has files in memory.</returns>
    internal static nint LoadFromMemory(ReadOnlySpan<byte> library)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        try
        {
            SafeFileHandle file = CreateMemoryFile();
            if (!file.IsInvalid)
            {
                RandomAccess.Write(file, library, 0);
                if (NativeLibrary.TryLoad($"/proc/self/fd/{file.DangerousGetHandle()}", out nint handle))
                {
                    // The file stays open: the loader identifies the library by its path, and another file could get the same number.
                    file.SetHandleAsInvalid();
                    return handle;
                }
            }

            file.Dispose();
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or EntryPointNotFoundException)
        {
            return 0;
        }
    }

    internal static nint LoadFromFolder(ReadOnlySpan<byte> library)
    {
        // Created by this call with access only for the current user, so no one else can replace the library.
        DirectoryInfo folder = Directory.CreateTempSubdirectory(FolderPrefix);
        try
        {
            string path = Path.Combine(folder.FullName, Name);
            File.WriteAllBytes(path, library);
            return NativeLibrary.Load(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Find()
    {
        using Stream? resource = typeof(EmbeddedSqlite).Assembly.GetManifestResourceStream(Resource);
        if (resource is null)
        {
            return false;
        }

        using GZipStream compressed = new(resource, CompressionMode.Decompress);
        using MemoryStream library = new();
        compressed.CopyTo(library);
        nint handle = Load(library.GetBuffer().AsSpan(0, (int)library.Length));
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == Name ? handle : 0);
        return true;
    }

    private static SafeFileHandle CreateMemoryFile()
    {
        int file = CreateMemoryFile(Name, CloseOnExecute | Executable);
        return new SafeFileHandle(file >= 0 ? file : CreateMemoryFile(Name, CloseOnExecute), ownsHandle: true);
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CreateMemoryFile(string name, uint flags);

    private static UsageException Failed(string why) =>
        new($"the sandbox cannot load SQLite: {why}", "set TMPDIR to a directory where programs can be written and run");
}
