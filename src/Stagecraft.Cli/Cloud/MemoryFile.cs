using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Stagecraft.Cli.Cloud;

/// <summary>A file in memory (Linux only).</summary>
internal static partial class MemoryFile
{
    private const uint CloseOnExecute = 1;

    /// <summary>Linux 6.3 and later may require the flag for an executable file; earlier versions do not know it.</summary>
    private const uint Executable = 16;

    /// <summary>Loads a shared library that is in memory.</summary>
    /// <returns>The library's handle; 0 where the system cannot do that.</returns>
    internal static nint Load(string name, ReadOnlySpan<byte> library)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        try
        {
            SafeFileHandle file = Create(name);
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

    private static SafeFileHandle Create(string name)
    {
        int file = Create(name, CloseOnExecute | Executable);
        return new SafeFileHandle(file >= 0 ? file : Create(name, CloseOnExecute), ownsHandle: true);
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Create(string name, uint flags);
}
