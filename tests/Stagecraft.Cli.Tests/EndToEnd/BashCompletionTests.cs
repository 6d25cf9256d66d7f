using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>spec/cli/infra.md 13: the script for bash in bash, with the real command.</summary>
public sealed class BashCompletionTests : IDisposable
{
    private const string Script =
        """
        eval "$("$1" completions bash)" || exit
        complete -p stagecraft
        try() {
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            _stagecraft "$command"
            echo "${COMPREPLY[*]}"
        }
        command=$1
        try stagecraft infra pl
        try stagecraft infra plan -e ""
        try stagecraft infra plan --env = st
        try stagecraft infra plan --env =
        try stagecraft infra hosts -o a
        try stagecraft infra plan -c /none -e ""
        try stagecraft infra plan -e prod --replace role :
        try stagecraft infra plan -e prod --replace role : a
        try stagecraft infra plan --replace role : app -e p
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-bash-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Bash_completes_commands_values_and_names()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "stagecraft.yml"), Samples.Config, TestContext.Current.CancellationToken);
        ProcessStartInfo command = CommandFile.With("");
        string wrapper = Path.Combine(_folder.FullName, "stagecraft");
        await File.WriteAllTextAsync(
            wrapper, $"#!/bin/sh\nexec \"{command.FileName}\" {command.Arguments} \"$@\"\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        ProcessStartInfo start = new("/bin/bash", ["--norc", "-c", Script, "bash", wrapper])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("STAGECRAFT_CONFIG");
        start.Environment.Remove("STAGECRAFT_ENV");
        using Process process = Process.Start(start)!;
        CliResult result = await RealCommand.EndAsync(process);

        result.Error.Should().BeEmpty();
        result.Out.Split('\n').Should().Equal(
            "complete -o default -F _stagecraft stagecraft", "plan", "prod staging", "staging", "prod staging", "ansible", "", "app",
            "app", "prod", "");
    }
}
