using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.MemorySimulation;

/// <summary>People who change the cloud and the config between and during runs, and who finally resolve what only people can.</summary>
internal sealed class MemoryPeople(MemoryWorld world, MemoryWatch watch)
{
    private static readonly string[] HostNames = ["app-1", "app-2", "app-3", "db-1", "web-1"];

    private readonly Dice _dice = new(world.Seed, 107);
    private int _acts;
    private int _taken;

    /// <summary>Creates machines of other users and the first config.</summary>
    public void Begin()
    {
        string[][] others =
        [
            [],
            ["stagecraft", "Stagecraft-Env-Staging"],
            ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop"],
            ["stagecraft", "stagecraft-env-staging", "stagecraft-project-other"],
        ];
        foreach (string[] tags in others.Where(_ => _dice.Chance(0.6)))
        {
            watch.AddUnmanaged(Create($"staging-old-{_taken++}", tags));
        }

        EditConfig(0.8);
        while (_dice.Chance(0.2))
        {
            MakeTwin();
        }
    }

    public void Act()
    {
        if (_acts++ >= world.Limits.Acts)
        {
            return;
        }

        world.Counts.Acts++;
        MemoryMachine[] ours = [.. world.Cloud.All.Where(m => m.IsLive && !watch.IsUnmanaged(m.Id))];
        if (ours.Length == 0 || _dice.Chance(0.3))
        {
            ActOnAccount();
            return;
        }

        MemoryMachine victim = _dice.Pick(ours);
        int act = _dice.Below(6);
        watch.Meddle(victim);
        switch (act)
        {
            case 0:
                world.Cloud.Delete(victim);
                break;
            case 1:
                bool isWhole = _dice.Chance(0.5);
                victim.Retag(world.Time.Elapsed, tags => isWhole ? [] : [.. tags.Where(t => t != "stagecraft-project-shop")]);
                watch.Lose(victim);
                break;
            case 2:
                string name = _dice.Chance(0.4) || world.Traits.HasUniqueNames ? $"renamed-{_taken++}" : $"staging-{_dice.Pick(HostNames)}";
                watch.MeddleWith(name);
                Change(victim, m => m with { Name = name });
                break;
            case 3:
                Lock(victim);
                break;
            case 4:
                Change(victim, m => m with { State = MachineState.Stopped, Status = "off", IsBusy = false });
                break;
            default:
                bool ends = victim.Has(Watch.Protected);
                victim.Retag(
                    world.Time.Elapsed,
                    tags => ends ? [.. tags.Where(t => t != Watch.Protected)] : [.. tags.Append(Watch.Protected).Distinct()]);
                break;
        }

        world.Record($"people change {Text(victim)} ({act})");
    }

    /// <summary>Resolves what a failure leaves to people.</summary>
    public void Help(CloudProviderException failure)
    {
        HashSet<string> declared = world.Hosts.Select(h => $"staging-{h}").ToHashSet(StringComparer.OrdinalIgnoreCase);
        HashSet<string> codes =
        [
            .. failure.Problems.Select(p => p.Code), .. failure.Report?.Hosts.Select(h => h.Code).OfType<string>() ?? [],
        ];
        MemoryMachine[] all = [.. world.Cloud.All.Where(m => m.IsLive)];
        foreach (MemoryMachine machine in all.Where(
            m => codes.Contains(ErrorCodes.MachineExists) && watch.IsUnmanaged(m.Id) && declared.Contains(m.Name)))
        {
            watch.Release(machine.Id);
            Change(machine, m => m with { Name = $"theirs-{_taken++}" });
            watch.AddUnmanaged(machine);
            world.Record($"people rename {Text(machine)}");
        }

        foreach (MemoryMachine machine in all.Where(m => codes.Contains(ErrorCodes.Refused) && m.Has(Watch.Protected)))
        {
            watch.Meddle(machine);
            machine.Retag(world.Time.Elapsed, tags => [.. tags.Where(t => t != Watch.Protected)]);
            world.Record($"people unprotect {Text(machine)}");
        }

        foreach (MemoryMachine machine in all.Where(
            m => m.Truth.IsBusy && m.Truth.State != MachineState.Starting && codes.Contains(ErrorCodes.MachineTimeout)))
        {
            watch.Meddle(machine);
            Change(machine, m => m with { IsBusy = false });
            world.Record($"people unlock {Text(machine)}");
        }

        // Without the cloud's clock a run cannot know that a machine of an earlier create was renamed.
        foreach (MemoryMachine machine in all.Where(
            m => codes.Contains(ErrorCodes.MachineTimeout) && !world.Traits.ShowsTime && watch.IsTouched(m.Id)
                && !declared.Contains(m.Name)))
        {
            watch.Release(machine.Id);
            watch.Meddle(machine);
            world.Cloud.Delete(machine);
            world.Record($"people delete {Text(machine)}");
        }

        bool isOff = codes.Contains(ErrorCodes.MachineExists) || codes.Contains(ErrorCodes.MachineCreateFailed);
        foreach (MemoryMachine machine in all.Where(m => isOff && m.Truth.State == MachineState.Stopped))
        {
            watch.Meddle(machine);
            Change(machine, m => m with { State = MachineState.Running, Status = "running" });
            world.Record($"people start {Text(machine)}");
        }
    }

    private void ActOnAccount()
    {
        switch (_dice.Below(4))
        {
            case 0:
                string name = $"staging-{_dice.Pick(HostNames)}";
                if (!world.Cloud.IsTaken(name))
                {
                    watch.MeddleWith(name);
                    MemoryMachine made = Create(
                        name, _dice.Chance(0.5) ? [] : ["stagecraft", "stagecraft-env-staging", "stagecraft-project-other"]);
                    watch.AddUnmanaged(made);
                    world.Record($"people create {Text(made)} of their own");
                }

                break;
            case 1:
                MakeTwin();
                break;
            default:
                EditConfig(0.7);
                break;
        }
    }

    private void EditConfig(double share)
    {
        world.Hosts = [.. HostNames.Where(_ => _dice.Chance(share))];
        bool protects = _dice.Chance(0.4);
        world.ProtectedHosts = world.Hosts.Where(_ => protects && _dice.Chance(0.4)).ToHashSet();
        world.Record($"the config declares {string.Join(' ', world.Hosts.Select(h => world.ProtectedHosts.Contains(h) ? h + "!" : h))}");
    }

    private void MakeTwin()
    {
        string host = _dice.Pick(HostNames);
        string name = $"staging-{host}";
        if (world.Cloud.IsTaken(name))
        {
            return;
        }

        MemoryMachine twin = world.Cloud.Create(name, MemoryWorld.Region, "small", World.OurTags(host), isBooted: _dice.Chance(0.5));
        watch.Meddle(twin);
        world.Record($"people create {Text(twin)} with the tags of {host}");
    }

    private void Lock(MemoryMachine victim)
    {
        Change(victim, m => m with { IsBusy = true });
        double seconds = _dice.Chance(0.85) ? _dice.Between(5, 45) : _dice.Between(60, 900);
        world.Time.CreateTimer(
            _ =>
            {
                if (victim.IsLive)
                {
                    watch.Meddle(victim);
                    Change(victim, m => m with { IsBusy = false });
                }
            },
            null,
            TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan);
    }

    private MemoryMachine Create(string name, string[] tags) => world.Cloud.Create(name, MemoryWorld.Region, "small", tags, isBooted: true);

    private void Change(MemoryMachine machine, Func<Machine, Machine> change) => machine.Change(world.Time.Elapsed, change);

    private static string Text(MemoryMachine machine) => $"{machine.Name} ({machine.Id})";
}
