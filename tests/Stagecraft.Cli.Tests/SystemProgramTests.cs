using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 14.4 and 14.7.</summary>
public sealed class SystemProgramTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("stagecraft-").FullName;

    public SystemProgramTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the programs are shell scripts");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_exit_code_is_returned_and_a_missing_program_is_none()
    {
        Write("bin/ssh", "exit $(($# + 40))");
        SystemProgram programs = With($"{_folder}/bin");
        (await programs.RunAsync("ssh", ["a b", ""], CancellationToken.None)).Should().Be(42);
        (await programs.RunAsync("scp", [], CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task A_file_that_is_no_program_is_an_error()
    {
        string file = Path.Combine(_folder, "ssh");
        File.WriteAllBytes(file, [0x7F, (byte)'E', (byte)'L', (byte)'F', 1, 2, 3]);
        MakeExecutable(file);
        (await With(_folder).Invoking(p => p.RunAsync("ssh", [], CancellationToken.None)).Should().ThrowAsync<UsageException>())
            .WithMessage($"{file} cannot be started: *");
    }

    [Fact] // 14.7
    public async Task A_cancellation_terminates_the_program_and_waits_for_it()
    {
        string ready = Path.Combine(_folder, "ready");
        Write("ssh", $"trap 'exit 9' TERM\n: > '{ready}'\nwhile :; do sleep 0.05; done");
        using CancellationTokenSource stop = new();
        Task<int?> run = With(_folder).RunAsync("ssh", [], stop.Token);
        while (!File.Exists(ready) && !run.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }

        await stop.CancelAsync();
        (await run.WaitAsync(TimeSpan.FromSeconds(30))).Should().Be(9);
    }

    private static SystemProgram With(string? path) => new(name => name == "PATH" ? path : null);

    private void Write(string name, string script)
    {
        string file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        MakeExecutable(file);
    }

    private static void MakeExecutable(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, Executable);
        }
    }
}
