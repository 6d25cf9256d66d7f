using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Testing;
using Stagecraft.Plans;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Clouds;

/// <summary>The driver of a cloud in memory for the conformance suite.</summary>
public sealed class MemoryHarness(MemoryTraits traits) : MemoryLink, IDriverHarness
{
    private readonly VirtualTimeProvider _time = new() { Limit = TimeSpan.FromHours(1) };
    private MemoryCloud? _cloud;
    private HarnessFault? _fault;

    private MemoryCloud Cloud => _cloud ??= new(traits, _time, new Dice(7));

    public IReadOnlyList<string> Secrets => ["memory-secret"];

    public TimeSpan SettleWindow => traits.Settle;

    public IReadOnlyList<HarnessMachine> Existing => [.. Cloud.Existing.Select(m => new HarnessMachine(m.Id, m.Name, m.Tags))];

    public ResourceId UnknownId => new(traits.HasTextIds ? "i-ffffffffff" : "999999999");

    public Action<HarnessWrite> Sending { get; set; } = _ => { };

    public void Run(Func<Task> test) => _time.Run(test);

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, _time);

    public ICloudAccount Connect() => new MemoryAccount(Cloud, this, new(_time, null));

    public DeclaredHost Declare(string name) => new()
    {
        Name = name,
        MachineName = $"conformance-{name}",
        Role = "app",
        Size = "small",
        Region = "north",
        Image = "linux",
    };

    public ResourceId AddMachine(string name, IReadOnlyList<string> tags) => Cloud.Create(name, "north", "small", tags, isBooted: true).Id;

    public bool TryLag() => traits.Lag > TimeSpan.Zero;

    public bool TryFail(HarnessFault fault)
    {
        _fault = fault;
        return fault != HarnessFault.ReadFailedInPart;
    }

    public void Recover() => _fault = null;

    public override MemoryFault Choose(MemoryRequest request) => (_fault, request.IsWrite) switch
    {
        (HarnessFault.WriteRefused, true) => MemoryFault.Refused,
        (HarnessFault.WriteLost, true) => MemoryFault.LostBefore,
        (HarnessFault.ResponseLost, true) => MemoryFault.LostAfter,
        (HarnessFault.ReadFailed, false) => MemoryFault.ReadFailed,
        _ => MemoryFault.None,
    };

    public override Task SendAsync(MemoryRequest request)
    {
        if (request.IsWrite)
        {
            Sending(request.Kind switch
            {
                MemoryRequestKind.Create => HarnessWrite.Create,
                MemoryRequestKind.Update => HarnessWrite.Update,
                _ => HarnessWrite.Delete,
            });
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }
}
