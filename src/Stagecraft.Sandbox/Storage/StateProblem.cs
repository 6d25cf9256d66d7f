using Microsoft.Data.Sqlite;

namespace Stagecraft.Sandbox.Storage;

/// <summary>Describes problems of a state file and their fix.</summary>
internal static class StateProblem
{
    private const int Error = 1;
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>The description of a state problem; null if the exception has another cause.</summary>
    public static string? Describe(Exception failure) => failure switch
    {
        SqliteException error => Describe(error),
        InvalidDataException or IOException => failure.Message,
        UnauthorizedAccessException => "permission denied; change the permissions, or choose another file",
        _ => null,
    };

    private static string Describe(SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => "another program keeps it locked; stop that program, or choose another file",
        Permission or ReadOnly or CannotOpen => "it or its directory is not writable; change the permissions, or choose another file",
        InputOutput => "the disk cannot read or write it",
        Corrupt => "it is damaged; delete it to start over, or choose another file",
        Full => "the disk is full",
        NotADatabase => "it is not a state file; choose another file",
        Error => $"its tables are not those of a state file ({error.Message.TrimEnd('.')}); choose another file",
        _ => error.Message,
    };
}
