using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.MemorySimulation;

/// <summary>Which run created which machine, and whether it could have known that there was one.</summary>
internal sealed class CreateWatch(MemoryWorld world)
{
    private readonly Dictionary<MachineId, (int Run, string Name)> _made = [];
    private readonly List<(int Run, string Name, string Token, TimeSpan Due)> _pending = [];
    private readonly HashSet<MachineId> _named = [];
    private readonly HashSet<(MachineId Id, int Run)> _recognized = [];
    private readonly HashSet<string> _unsure = new(StringComparer.OrdinalIgnoreCase);

    public bool IsUnsure(string name) => _unsure.Contains(name);

    public void Unsure(string name) => _unsure.Add(name);

    /// <summary>Whether a create of the run made the machine. A driver that does not state that tokens are recognized gets other machines
    /// for a token too.</summary>
    public bool IsOwn(MachineId id, int run) =>
        IsMadeBy(id, run) || (world.Traits.Facts.RepeatedCreate == RepeatedCreate.MayDuplicate && _recognized.Contains((id, run)));

    public void Recognized(MemoryRun run, IReadOnlyList<MemoryMachine> known) =>
        _recognized.UnionWith(known.Select(m => (m.Id, run.Number)));

    private bool IsMadeBy(MachineId id, int run) => _made.TryGetValue(id, out (int Run, string Name) made) && made.Run == run;

    /// <summary>A create is about to reach the cloud. If it may duplicate, the run must not have created the machine before.</summary>
    public string? Arriving(MemoryRun run, CreateOrder order, MemoryWatch watch)
    {
        foreach (string name in order.Hosts.Select(h => h.MachineName))
        {
            MemoryMachine? former = run.Plan?.ToDelete
                .Where(d => d.Reason == DeleteReason.Replace && Same(d.MachineName, name)).Select(d => world.Cloud.Find(d.Id))
                .FirstOrDefault(m => m is { IsGone: false });
            if (former is not null)
            {
                return $"{name} was created by run {run.Number} before {former.Name} ({former.Id}), which it replaces, was deleted";
            }

            bool mayDuplicate = world.Traits.Facts.RepeatedCreate == RepeatedCreate.MayDuplicate;
            bool isPending = _pending.Exists(p => p.Run == run.Number && Same(p.Name, name) && p.Due > world.Time.Elapsed);
            bool isThere = watch.Ours().Any(m => m.IsLive && !watch.IsTouched(m.Id) && Same(m.Name, name) && IsMadeBy(m.Id, run.Number));
            if (mayDuplicate && (isPending || isThere))
            {
                return $"{name} was created again by run {run.Number}, which had created it";
            }
        }

        return null;
    }

    /// <summary>Machines were created. A cloud that recognizes a repeated create has one machine for each host, whatever happens; any other
    /// has one that a run could know.</summary>
    public string? Acted(
        MemoryRun run, CreateOrder order, IReadOnlyList<MemoryMachine> made, MemoryFault fault, TimeSpan? late, MemoryWatch watch)
    {
        if (late is { } delay)
        {
            _pending.AddRange(order.Hosts.Select(h => (run.Number, h.MachineName, order.Token, world.Time.Elapsed + delay)));
        }

        bool wasLate = _pending.RemoveAll(
            p => late is null && p.Run == run.Number && p.Token == order.Token && p.Due <= world.Time.Elapsed) > 0;
        if (late is not null
            || fault is MemoryFault.LostBefore or MemoryFault.LostAfter or MemoryFault.UnnamedInResponse or MemoryFault.PartialCreate
            || run.Crashed.IsCompleted)
        {
            _unsure.UnionWith(order.Hosts.Select(h => h.MachineName));
        }
        else if (!wasLate)
        {
            _named.UnionWith(made.Select(m => m.Id));
        }

        foreach (MemoryMachine machine in made)
        {
            bool isRecognized = world.Traits.Facts.RepeatedCreate != RepeatedCreate.MayDuplicate;
            MemoryMachine? first = watch.Ours().FirstOrDefault(m => m.IsLive && m.Id != machine.Id && Same(m.Name, machine.Name)
                && (isRecognized ? _made.ContainsKey(m.Id) && !watch.IsTouched(m.Id) : m.BornAt < run.Since));
            bool isUndisturbed = watch.MeddledAt(machine.Name) is not { } at || at < run.Since - world.Traits.Lag;
            _made[machine.Id] = (run.Number, machine.Name);
            if (first is not null && isUndisturbed)
            {
                return $"{machine.Name} ({machine.Id}) was created by run {run.Number}, and {first.Id} existed";
            }
        }

        return null;
    }

    /// <summary>A machine that a run created, whose id it received, is in its report.</summary>
    public string? Missing(MemoryRun run, IReadOnlyList<HostOutcome> reported, MemoryWatch watch)
    {
        foreach (MemoryMachine machine in watch.Ours().Where(m => m.IsLive && !watch.IsVictim(m.Id) && IsMadeBy(m.Id, run.Number)))
        {
            if (reported.Any(h => h.Id == machine.Id))
            {
                continue;
            }

            HostOutcome[] same = [.. reported.Where(h => Same(h.MachineName, machine.Name))];
            if (_named.Contains(machine.Id))
            {
                return $"{machine.Name} ({machine.Id}) was created by run {run.Number} and is not in its report";
            }

            if (same.FirstOrDefault(h => h is { Kind: HostOutcomeKind.Skipped, Id: null }) is { } denied)
            {
                return $"{machine.Name} ({machine.Id}) was created by run {run.Number}, which reports: {denied.Message}";
            }

            HostOutcome? failed = same.FirstOrDefault(h => h is { Kind: HostOutcomeKind.Failed, Id: null });
            if (failed is not null && !failed.Message!.Contains("the outcome of its create request is unknown", StringComparison.Ordinal))
            {
                return $"{machine.Name} ({machine.Id}) was created by run {run.Number}, which reports: {failed.Message}";
            }
        }

        return null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
