using Stagecraft.Cli.Cloud;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Context;

/// <summary>Everything the command touches outside itself, so that the whole of it runs inside a test.</summary>
internal sealed record CliEnvironment
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Reads a line of stdin; null at its end. Asked for only at a terminal.</summary>
    public required Func<string?> ReadLine { get; init; }

    public bool IsOutTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public bool IsInTerminal { get; init; }

    /// <summary>Columns of stdout's terminal; null where it does not tell. Asked for only where stdout is one.</summary>
    public required Func<int?> GetTerminalWidth { get; init; }

    /// <summary>Lines of stdout's terminal; null where it does not tell.</summary>
    public Func<int?> GetTerminalHeight { get; init; } = () => null;

    public required Func<string, string?> GetEnvironmentVariable { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes the providers of one invocation; those that are disposable are disposed at its end.</summary>
    public required Func<ProviderContext, CloudProviderRegistry> CreateProviders { get; init; }

    public required Func<SandboxSettings, CancellationToken, Task<RunningSandbox>> StartSandbox { get; init; }

    /// <summary>Begins to export what can be observed of a command; disposed at its end. Null where nothing is exported.</summary>
    public Func<IDisposable?> StartExport { get; init; } = () => null;

    /// <summary>Where signals look what they would interrupt.</summary>
    public CurrentOperation CurrentOperation { get; init; } = new();

    /// <summary>The value of a variable, or null where it is not set or empty.</summary>
    public string? Variable(string name) => GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
