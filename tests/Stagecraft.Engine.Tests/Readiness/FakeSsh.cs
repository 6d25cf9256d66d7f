using System.Net;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Readiness;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Tests.Readiness;

/// <summary>A state directory, and an <c>ssh</c> whose behavior is a shell script.</summary>
internal sealed class FakeSsh : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-ssh-");

    public FakeSsh(string behavior)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake ssh is a shell script.");
        Directory.CreateDirectory(StateDirectory);
        File.WriteAllText(Path.Combine(StateDirectory, "behavior"), behavior);
        Keys = new KnownHosts(StateDirectory);
        string bin = Directory.CreateDirectory(Path.Combine(_folder.FullName, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(bin, "ssh"), Repository.PathTo("tests/Stagecraft.Engine.Tests/Readiness/fake-ssh"));
        Command = new SshCommand(Keys, name => name == "PATH" ? $".:{bin}" : null);
    }

    /// <summary>With a space, as on macOS.</summary>
    public string StateDirectory => Path.Combine(_folder.FullName, "Application Support");

    public KnownHosts Keys { get; }

    public SshCommand Command { get; }

    /// <summary>The arguments of the last call; none if it was not called.</summary>
    public IReadOnlyList<string> Arguments => Lines("arguments");

    public static HostProbeTarget Target(HostWait wait, HostHealth? health = null) =>
        new(new ResourceId("1001"), "staging-app-1", IPAddress.Loopback, wait, "deploy") { Health = health ?? HostHealth.Default };

    public static void MakeExecutable(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The lines of a file in the state directory.</summary>
    public IReadOnlyList<string> Lines(string file) =>
        File.Exists(Path.Combine(StateDirectory, file)) ? File.ReadAllLines(Path.Combine(StateDirectory, file)) : [];

    public SystemHostProbe Probe(HttpProbe? http = null) =>
        new(Command, http ?? new HttpProbe(Command, TimeProvider.System));

    public void Dispose() => _folder.Delete(recursive: true);
}
