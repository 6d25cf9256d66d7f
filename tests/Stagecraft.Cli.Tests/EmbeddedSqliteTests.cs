using System.Runtime.InteropServices;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 9.2, 9.3: a shared library that is loaded out of the command.</summary>
public sealed class EmbeddedSqliteTests
{
    private static readonly byte[] Garbage = [.. "this is no library"u8];

    public EmbeddedSqliteTests() => Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "it is not embedded there");

    [Fact] // 9.2
    public void From_a_file_that_only_memory_holds()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have no such files");
        IsSqlite(EmbeddedSqlite.LoadFromMemory(Library()));
    }

    [Fact] // 9.2
    public void From_a_folder_that_is_gone_afterwards()
    {
        IsSqlite(EmbeddedSqlite.LoadFromFolder(Library()));
        Left().Should().BeEmpty();
    }

    [Fact] // 9.3
    public void What_cannot_be_loaded_is_told_and_leaves_nothing()
    {
        EmbeddedSqlite.LoadFromMemory(Garbage).Should().Be(0);
        Action load = () => EmbeddedSqlite.Load(Garbage);
        load.Should().Throw<UsageException>().WithMessage("the sandbox cannot load SQLite: the system does not load it from *");
        Left().Should().BeEmpty();
    }

    private static byte[] Library() =>
        File.ReadAllBytes(
            Directory.GetFiles(
                Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
                "libe_sqlite3.*").Single());

    private static void IsSqlite(nint handle)
    {
        handle.Should().NotBe(0);
        NativeLibrary.TryGetExport(handle, "sqlite3_open_v2", out _).Should().BeTrue();
    }

    private static string[] Left() => Directory.GetDirectories(Path.GetTempPath(), EmbeddedSqlite.FolderPrefix + "*");
}
