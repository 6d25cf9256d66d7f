using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Testing;

/// <summary>A driver and the cloud behind it, for <see cref="DriverConformance"/>. Each test has an instance of its own, with an
/// empty account.</summary>
public interface IDriverHarness : IDisposable
{
    /// <summary>The credential and everything else that no failure may contain; empty for a cloud without credentials.</summary>
    IReadOnlyList<string> Secrets { get; }

    /// <summary>How long the cloud's reads may lag.</summary>
    TimeSpan SettleWindow { get; }

    /// <summary>Whether the cloud's names and tags are case-sensitive: another spelling is another name or tag.</summary>
    bool IsCaseSensitive => false;

    /// <summary>The machines that exist, whatever reads show. Deleted machines are not included.</summary>
    IReadOnlyList<HarnessMachine> Existing { get; }

    /// <summary>An id in the cloud's format that no machine ever had.</summary>
    ResourceId UnknownId { get; }

    /// <summary>Called for each request that creates, updates or deletes machines, when the driver sends it. Tests set it.</summary>
    Action<HarnessWrite> Sending { set; }

    /// <summary>Runs a test to its end. A driver that waits on a virtual clock runs under it.</summary>
    void Run(Func<Task> test);

    /// <summary>Waits on the clock of the cloud.</summary>
    Task WaitAsync(TimeSpan time);

    /// <summary>A new connection to the account.</summary>
    ICloudAccount Connect();

    /// <summary>A host with this name that the driver can create. Hosts are equal in everything but their names.</summary>
    DeclaredHost Declare(string name);

    /// <summary>Creates a machine the way another user of the account would. It exists and is running when the call returns.</summary>
    ResourceId AddMachine(string name, IReadOnlyList<string> tags);

    /// <summary>Makes reads show creates, tags and deletes as late as the cloud ever does, at most the settle window.</summary>
    /// <returns>False if the cloud's reads do not lag.</returns>
    bool TryLag() => false;

    /// <summary>Makes every request fail in this way from now on, until <see cref="Recover"/>.</summary>
    /// <returns>False if such a failure cannot occur.</returns>
    bool TryFail(HarnessFault fault) => false;

    /// <summary>Ends the failures.</summary>
    void Recover()
    {
    }
}
