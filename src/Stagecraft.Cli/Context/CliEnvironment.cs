using Stagecraft.Cli.Cloud;

namespace Stagecraft.Cli.Context;

/// <summary>All dependencies of the command on its surroundings, so that it runs inside a test.</summary>
internal sealed record CliEnvironment
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Reads a line of stdin; null at its end. Only used at a terminal.</summary>
    public required Func<string?> ReadLine { get; init; }

    public bool IsOutTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public bool IsInTerminal { get; init; }

    /// <summary>The columns of stdout's terminal; null if they are unknown. Only used if stdout is a terminal.</summary>
    public required Func<int?> GetTerminalWidth { get; init; }

    /// <summary>The lines of stdout's terminal; null if they are unknown.</summary>
    public Func<int?> GetTerminalHeight { get; init; } = () => null;

    public required Func<string, string?> GetEnvironmentVariable { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Creates the providers of one invocation; disposable ones are disposed at its end.</summary>
    public required Func<ProviderContext, CloudProviderRegistry> CreateProviders { get; init; }

    public required Func<SandboxStart, CancellationToken, Task<RunningSandbox>> StartSandbox { get; init; }

    /// <summary>Runs a program of the system, by name and arguments, with the streams of the command. The token terminates it.</summary>
    /// <value>Its exit code; null if there is no such program.</value>
    public required Func<string, IReadOnlyList<string>, CancellationToken, Task<int?>> RunProgram { get; init; }

    /// <summary>Starts the telemetry export of a command, which is disposed at its end; null without an export.</summary>
    public Func<IDisposable?> StartExport { get; init; } = () => null;

    public CurrentOperation CurrentOperation { get; init; } = new();

    /// <summary>The value of a variable; null if it is not set or empty.</summary>
    public string? Variable(string name) => GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
