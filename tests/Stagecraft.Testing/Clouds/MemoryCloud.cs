using System.Globalization;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Clouds;

/// <summary>An account of a cloud in memory. It acts immediately; a <see cref="MemoryAccount"/> adds the network.</summary>
public sealed class MemoryCloud(MemoryTraits traits, VirtualTimeProvider time, Dice dice)
{
    private readonly List<MemoryMachine> _machines = [];
    private readonly Dictionary<string, MemoryMachine[]> _tokens = [];
    private readonly List<MachineLifecycleEvent> _events = [];
    private int _made;

    public MemoryTraits Traits => traits;

    public VirtualTimeProvider Time => time;

    /// <summary>The kinds of resources, except machines. Default: none.</summary>
    public List<MemoryKind> Kinds { get; } = [];

    /// <summary>Every machine that was ever created, in order.</summary>
    public IReadOnlyList<MemoryMachine> All
    {
        get
        {
            _machines.ForEach(m => m.Advance(time.Elapsed));
            return _machines;
        }
    }

    /// <summary>The machines that exist.</summary>
    public IEnumerable<MemoryMachine> Existing => All.Where(m => !m.IsGone);

    public DateTimeOffset? ServerTime => traits.ShowsTime ? time.GetUtcNow() : null;

    public CreationEvidence? Evidence => traits.HasEvidence ? new([.. _events], DateTimeOffset.UnixEpoch, ServerTime) : null;

    public MemoryMachine? Find(ResourceId id) => All.FirstOrDefault(m => m.Id == id);

    /// <summary>The machines of the first request with the token; null if there was none or the cloud has no tokens.</summary>
    public IReadOnlyList<MemoryMachine>? OfToken(string token) =>
        traits.Repeat == RepeatedCreate.SameToken && All.Count > 0 && _tokens.TryGetValue(token, out MemoryMachine[]? made) ? made : null;

    public bool IsTaken(string name) =>
        traits.HasUniqueNames && Existing.Any(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Creates the machines of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="count">How many of its hosts are created.</param>
    public IReadOnlyList<MemoryMachine> Create(CreateOrder order, int count)
    {
        MemoryMachine[] made =
        [
            .. order.Hosts.Take(count).Select(h => Create(h.MachineName, h.Region, h.Size, order.Tags, isBooted: false, HasBackups(h))),
        ];
        if (made.Length > 0)
        {
            _tokens[order.Token] = made;
        }

        return made;
    }

    /// <summary>Creates a machine.</summary>
    public MemoryMachine Create(
        string name, string region, string size, IReadOnlyList<string> tags, bool isBooted, bool hasBackups = false)
    {
        bool tagsLater = !isBooted && traits.TagLag > TimeSpan.Zero;
        MemoryMachine machine = new(
            new MachineWithBackups
            {
                Id = NewId(),
                Name = name,
                State = MachineState.Starting,
                Status = "starting",
                IsBusy = traits.IsBusyWhileBooting,
                CreatedAt = time.GetUtcNow(),
                Region = region,
                Size = size,
                Tags = tagsLater ? [] : [.. tags],
                PrivateIpv4 = traits.HasTextIds ? null : PrivateIpv4,
                HasBackups = hasBackups,
            },
            time.Elapsed,
            LagOf(traits.ListLag),
            LagOf(traits.ReadLag));
        _events.Add(new(machine.Id, IsCreate: true, time.GetUtcNow()));
        _machines.Add(machine);
        if (tagsLater)
        {
            machine.TagLater(time.Elapsed + LagOf(traits.TagLag), [.. tags]);
        }

        machine.Later(
            time.Elapsed + (isBooted ? TimeSpan.Zero : traits.Boot), m => m.State == MachineState.Starting ? Running(m) : m);
        machine.Advance(time.Elapsed);
        return machine;
    }

    /// <summary>Copies a machine with its id, as a defective cloud would.</summary>
    public void Copy(MemoryMachine machine, string name) =>
        _machines.Add(new(machine.Truth with { Name = name }, time.Elapsed, TimeSpan.Zero, TimeSpan.Zero));

    public void Delete(MemoryMachine machine)
    {
        if (machine.IsLive)
        {
            _events.Add(new(machine.Id, IsCreate: false, time.GetUtcNow()));
            machine.Delete(time.Elapsed, traits);
            machine.Advance(time.Elapsed);
        }
    }

    /// <summary>Whether the state of a machine permits an action.</summary>
    public static bool Permits(Machine machine, MachineAction action) => !machine.IsBusy && action switch
    {
        MachineAction.Shutdown or MachineAction.PowerOff => machine.State == MachineState.Running,
        MachineAction.PowerOn => machine.State == MachineState.Stopped,
        MachineAction.Resize resize => machine.State == MachineState.Stopped && machine.Size != resize.Size,
        MachineAction.Snapshot => machine.State is MachineState.Running or MachineState.Stopped,
        _ => true,
    };

    public void Act(MemoryMachine machine, MachineAction action)
    {
        machine.Change(time.Elapsed, m => m with { IsBusy = true });
        TimeSpan end = time.Elapsed + Traits.Action;
        machine.Later(end, m => Acted(m) with { IsBusy = false });

        Machine Acted(Machine m) => action switch
        {
            MachineAction.Shutdown or MachineAction.PowerOff => m with { State = MachineState.Stopped, Status = "off" },
            MachineAction.PowerOn => Running(m),
            MachineAction.Resize resize => m with { Size = resize.Size },
            MachineAction.Rename rename => m with { Name = rename.Name },
            MachineAction.Snapshot snapshot => Saved(machine, snapshot.Name, end),
            _ => m,
        };
    }

    public void Update(MemoryMachine machine, MachineUpdate update)
    {
        if (update.Action is { } action)
        {
            Act(machine, action);
            return;
        }

        if (update.Property is { } property)
        {
            SetBackups(machine, property.Value == "true");
            return;
        }

        machine.Retag(
            time.Elapsed,
            tags =>
            [
                .. tags.Except(update.RemoveTags, StringComparer.OrdinalIgnoreCase)
                    .Concat(update.AddTags.Where(t => !tags.Contains(t, StringComparer.OrdinalIgnoreCase))),
            ]);
    }

    /// <summary>Enables or disables backups.</summary>
    public void SetBackups(MemoryMachine machine, bool enabled) =>
        machine.Change(time.Elapsed, m => ((MachineWithBackups)m) with { HasBackups = enabled });

    /// <summary>Starts or stops a machine.</summary>
    public void SetRunning(MemoryMachine machine, bool isRunning) => machine.Change(
        time.Elapsed,
        m => isRunning ? Running(m) : m with { State = MachineState.Stopped, Status = "off", IsBusy = false });

    private static Machine Saved(MemoryMachine machine, string snapshot, TimeSpan at)
    {
        machine.Save(at, snapshot);
        return machine.Truth;
    }

    private static bool HasBackups(DeclaredHost host) =>
        host.Properties.Any(p => p is { Name: MachineWithBackups.Backups, Value: "true" });

    private Machine Running(Machine machine) => machine with
    {
        State = MachineState.Running,
        Status = "running",
        IsBusy = false,
        PublicIpv4 = PublicIpv4,
        PrivateIpv4 = PrivateIpv4,
    };

    private string? PublicIpv4 => traits.HasAddresses ? "192.0.2.9" : null;

    private string? PrivateIpv4 => traits.HasAddresses ? "10.0.0.9" : null;

    private TimeSpan LagOf(TimeSpan most) => dice.Chance(0.3) ? most : dice.Unit() * most;

    private ResourceId NewId()
    {
        _made++;
        return new(traits.HasTextIds
            ? string.Create(CultureInfo.InvariantCulture, $"i-{dice.Below(0xFFFFFF):x6}{_made:x4}")
            : string.Create(CultureInfo.InvariantCulture, $"{400 + (_made * 3)}"));
    }
}
