using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The state of a sandbox: in a file, or in memory.</summary>
internal static class State
{
    /// <exception cref="InvalidDataException">The file cannot be used; the message names the file and the fix.</exception>
    public static Database Open(SandboxOptions options)
    {
        if (options.StateFile is { } path)
        {
            return StateFile.Open(path, options.StateTimeout, d => Schema.Check(d), database =>
            {
                Schema.Ensure(database);
                new Account(database).EnsureDefaults(options);
            });
        }

        Database state = MemoryState.Rent();
        new Account(state).EnsureDefaults(options);
        return state;
    }

    public static void Close(SandboxOptions options, Database database)
    {
        if (options.StateFile is null)
        {
            MemoryState.Return(database);
        }
        else
        {
            database.Dispose();
        }
    }
}
