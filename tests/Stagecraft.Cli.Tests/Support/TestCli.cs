using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>The whole command inside a test: a folder with a config file, a fake provider, and no terminal unless the test has
/// one.</summary>
internal sealed class TestCli : IDisposable
{
    // Lines are wrapped at words. So that they do not depend on the machine, the path is a word that is wider than a terminal.
    private const int PathLength = 100;
    private readonly string _root = Directory.CreateTempSubdirectory("stagecraft-").FullName;
    private readonly string _folder;

    internal TestCli(string config = Samples.Config)
    {
        _folder = Path.Combine(_root, new string('x', PathLength - _root.Length));
        Directory.CreateDirectory(_folder);
        File.WriteAllText(ConfigFile, config);
        Variables["STAGECRAFT_CONFIG"] = ConfigFile;
    }

    internal FakeProvider Provider { get; } = new();

    internal Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    internal string ConfigFile => Path.Combine(_folder, "stagecraft.yml");

    internal string Folder => _folder;

    internal bool IsTerminal { get; set; }

    internal int? Width { get; set; }

    internal int? Height { get; set; }

    /// <summary>What is typed; the default is the end of input.</summary>
    internal TextReader In { get; set; } = TextReader.Null;

    internal TextWriter? Out { get; set; }

    internal TextWriter? Error { get; set; }

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    internal Func<ProviderContext, CloudProviderRegistry>? CreateProviders { get; set; }

    internal Func<IDisposable?> StartExport { get; set; } = () => null;

    /// <summary>The default is a machine without the program.</summary>
    internal Func<string, IReadOnlyList<string>, CancellationToken, Task<int?>> RunProgram { get; set; } =
        (_, _, _) => Task.FromResult<int?>(null);

    internal List<SandboxOptions> Sandboxes { get; } = [];

    /// <summary>The options of the sandboxes of other clouds.</summary>
    internal List<object> OtherSandboxes { get; } = [];

    internal Func<SandboxOptions, Task<RunningSandbox>>? StartSandbox { get; set; }

    internal int StoppedSandboxes { get; private set; }

    /// <summary>Called with the name of each variable that is read.</summary>
    internal Action<string>? Read { get; set; }

    internal CurrentOperation CurrentOperation { get; } = new();

    internal CancellationTokenSource Stop { get; } = new();

    public void Dispose()
    {
        Stop.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    internal Task<CliResult> RunAsync(string commandLine) => RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    internal async Task<CliResult> RunAsync(params string[] args)
    {
        using StringWriter output = new StringWriter();
        using StringWriter error = new StringWriter();
        int exitCode = await App.RunAsync(args, Environment(Out ?? output, Error ?? error), Stop.Token);
        ShownCommands.Wrong(ShownCommands.InBackticks(error.ToString() + output)).Should().BeEmpty();
        return new CliResult(exitCode, Local(output.ToString()), Local(error.ToString()));
    }

    private CliEnvironment Environment(TextWriter output, TextWriter error) => new()
    {
        Out = output,
        Error = error,
        CurrentOperation = CurrentOperation,
        ReadLine = () => In.ReadLine(),
        IsInTerminal = IsTerminal,
        IsOutTerminal = IsTerminal,
        IsErrorTerminal = IsTerminal,
        GetTerminalWidth = () => Width,
        GetTerminalHeight = () => Height,
        TimeProvider = Time,
        StartExport = () => StartExport(),
        GetEnvironmentVariable = name =>
        {
            Read?.Invoke(name);
            return Variables.GetValueOrDefault(name);
        },
        CreateProviders = CreateProviders ?? (context =>
        {
            Provider.Context = context;
            CloudProviderRegistry registry = new CloudProviderRegistry();
            registry.Register(Provider);
            return registry;
        }),
        RunProgram = (name, arguments, cancellationToken) => RunProgram(name, arguments, cancellationToken),
        StartSandbox = (start, _) =>
        {
            if (start.Options is not SandboxOptions settings)
            {
                OtherSandboxes.Add(start.Options);
                return Task.FromResult(new RunningSandbox(new Uri("http://127.0.0.1:9/"), new Server(this)));
            }

            Sandboxes.Add(settings);
            return StartSandbox?.Invoke(settings) ?? Task.FromResult(new RunningSandbox(new Uri("http://127.0.0.1:9/"), new Server(this)));
        },
    };

    private string Local(string text) => text.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private sealed class Server(TestCli cli) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            cli.StoppedSandboxes++;
            return ValueTask.CompletedTask;
        }
    }
}
