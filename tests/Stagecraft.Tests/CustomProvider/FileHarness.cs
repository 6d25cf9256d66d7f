using FileHosts;
using FileHosts.Machines;
using FileHosts.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Testing;
using Stagecraft.Plans;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>The example's driver for the conformance suite.</summary>
internal sealed class FileHarness : IDriverHarness
{
    private readonly FileCloud _cloud = new();
    private Action<HarnessWrite> _sending = _ => { };
    private HarnessFault? _fault;

    public IReadOnlyList<string> Secrets => [];

    public TimeSpan SettleWindow => TimeSpan.Zero;

    public IReadOnlyList<HarnessMachine> Existing =>
        [.. Content().Machines.Select(m => m.ToMachine()).Select(m => new HarnessMachine(m.Id, m.Name, m.Tags!))];

    public ResourceId UnknownId => new("999999");

    public Action<HarnessWrite> Sending
    {
        set => _sending = value;
    }

    public void Run(Func<Task> test) => test().GetAwaiter().GetResult();

    public Task WaitAsync(TimeSpan time) => Task.Delay(time);

    public ICloudAccount Connect() =>
        new FileAccount(new WatchedFile(_cloud.HostsFile, () => _fault, w => _sending(w)), TimeProvider.System);

    public DeclaredHost Declare(string name) => new()
    {
        Name = name,
        MachineName = $"conformance-{name}",
        Role = "app",
        Size = "small",
        Region = FileConfig.Everywhere,
        Image = FileConfig.Everywhere,
    };

    public ResourceId AddMachine(string name, IReadOnlyList<string> tags)
    {
        MachineList list = Content().With(name, "small", TimeProvider.System.GetUtcNow(), tags);
        _cloud.Put(list);
        return list.Machines[^1].ToMachine().Id;
    }

    public bool TryFail(HarnessFault fault)
    {
        _fault = fault;
        return fault != HarnessFault.ReadFailedInPart;
    }

    public void Recover() => _fault = null;

    public void Dispose() => _cloud.Dispose();

    private MachineList Content() => File.Exists(_cloud.HostsFile) ? _cloud.Content() : MachineList.Empty;
}
