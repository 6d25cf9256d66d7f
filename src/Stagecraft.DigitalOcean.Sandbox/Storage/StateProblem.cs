using Microsoft.Data.Sqlite;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>What is wrong with a state file, in words, and what to do about it.</summary>
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

    /// <summary>The problem that a failure comes from; null where it does not come from the state.</summary>
    public static string? Describe(Exception failure) => failure switch
    {
        SqliteException error => Describe(error),
        InvalidDataException or IOException => failure.Message,
        UnauthorizedAccessException => "permission denied; allow it, or take another file",
        _ => null,
    };

    private static string Describe(SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => "another program keeps it locked; end that program, or take another file",
        Permission or ReadOnly or CannotOpen => "it or its folder cannot be written; allow it, or take another file",
        InputOutput => "the disk cannot read or write it",
        Corrupt => "it is damaged; delete it to begin anew, or take another file",
        Full => "the disk is full",
        NotADatabase => "it is not a state file; take another file",
        Error => $"its tables are not those of a state file ({error.Message.TrimEnd('.')}); take another file",
        _ => error.Message,
    };
}
