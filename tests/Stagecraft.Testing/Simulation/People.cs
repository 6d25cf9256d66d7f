using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>People with access to the account, who act between and during runs, and in the end put right what only they can.</summary>
internal sealed class People
{
    /// <summary>One that offers all sizes.</summary>
    private const string Region = "tor1";

    private static readonly string[] HostNames = ["app-1", "app-2", "app-3", "db-1", "web-1"];

    private readonly StoryWorld _world;
    private readonly Watch _watch;
    private readonly Dice _dice;
    private readonly Dice _protection;
    private readonly bool _protects;
    private int _taken;
    private int _acts;

    public People(StoryWorld world, Watch watch)
    {
        _world = world;
        _watch = watch;
        _dice = new Dice(world.Seed, 7);
        _protection = new Dice(world.Seed, 11);
        _protects = _protection.Chance(0.4);
        world.BetweenPages = Leave;
        world.Size = _dice.Chance(0.2) ? "gpu-h100x1-80gb" : "s-1vcpu-1gb";
    }

    /// <summary>Fills an account with what is not ours; it may spell our tags its own way, and be so large that it is not read
    /// whole.</summary>
    public void Furnish()
    {
        bool isOdd = _dice.Chance(0.25);
        string[][] neighbours =
        [
            isOdd ? ["Stagecraft", "Stagecraft-Env-Staging", "stagecraft-project-other", "STAGECRAFT-Role-app"] : [],
            ["stagecraft", "stagecraft-env-staging"],
            ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop"],
        ];
        foreach (string[] tags in neighbours.Concat(Enumerable.Repeat(Array.Empty<string>(), _world.Others)))
        {
            // The other project has the same environment and host names, by the same template.
            string name = _world.HasTemplate && isOdd && tags == neighbours[0] ? "other-staging-app-1" : $"staging-old-{_taken++}";
            _watch.AddUnmanaged(_world.Cloud.CreateDroplet(name, tags, Region, _dice.Chance(0.1) ? "gpu-h100x1-80gb" : "s-1vcpu-1gb"));
        }

        _world.Record($"{_world.Size}, {(isOdd ? "odd" : "plain")} tags, {_world.Others} others");
        EditConfig(0.8);
        while (_dice.Chance(0.3))
        {
            MakeTwin();
        }
    }

    /// <summary>A person makes one change.</summary>
    public void Act()
    {
        if (_acts++ >= _world.Limits.Acts)
        {
            return;
        }

        _world.Counts.Acts++;
        if (_protects && _protection.Chance(0.7))
        {
            Protect();
            _world.Record($"the config protects {string.Join(' ', _world.ProtectedHosts)}");
        }

        SandboxDroplet[] ours = [.. _world.Cloud.Droplets.Where(d => !_watch.IsUnmanaged(d.Id) && !d.IsDeleting)];
        SandboxDroplet? victim = ours.Length > 0 ? _dice.Pick(ours) : null;
        switch (_dice.Below(12))
        {
            case 0 or 1 when victim is not null:
                _watch.Meddle(victim);
                _world.Cloud.DeleteDroplet(victim.Id);
                _world.Record($"a person deletes {Text(victim)}");
                break;
            case 2 or 3:
                EditConfig(0.7);
                break;
            case 4 when victim is not null:
                TakeAway(victim, rename: true);
                break;
            case 5 when victim is not null:
                TakeAway(victim, rename: false);
                break;
            case 6 when victim is not null:
                Rename(victim);
                break;
            case 7 when victim is not null:
                Lock(victim);
                break;
            case 8 when victim is not null:
                _watch.Meddle(victim);
                _world.Cloud.SetStatus(victim.Id, "off");
                _world.Record($"a person switches {Text(victim)} off");
                break;
            case 9 when victim is not null:
                _watch.Meddle(victim);
                bool ends = victim.Tags.Contains(Watch.Protected);
                _world.Cloud.SetTags(victim.Id, ends ? victim.Tags.Where(t => t != Watch.Protected) : victim.Tags.Append(Watch.Protected));
                _world.Record($"a person {(ends ? "ends the protection of" : "protects")} {Text(victim)}");
                break;
            case 10:
                TakeName();
                break;
            default:
                MakeTwin();
                break;
        }
    }

    /// <summary>A person deletes an unmanaged droplet while a list is read: later droplets move up, possibly to a page that was already
    /// read.</summary>
    private void Leave(Dice dice)
    {
        SandboxDroplet[] others = [.. _world.Cloud.Droplets.Where(d => _watch.IsUnmanaged(d.Id) && d.Tags.Count == 0)];
        if (others.Length == 0 || !dice.Chance(0.15) || _acts++ >= _world.Limits.Acts)
        {
            return;
        }

        _world.Counts.Acts++;
        SandboxDroplet other = dice.Pick(others);
        _watch.Release(other.Id);
        _world.Remove(other.Id);
        _world.Record($"a person deletes {Text(other)} while a list is read");
    }

    /// <summary>Puts right what a run says that people must.</summary>
    public void Help(CloudProviderException failure)
    {
        HashSet<string> declared = _world.Hosts.Select(_world.NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string[] codes = [.. failure.Problems.Select(p => p.Code).Concat(failure.Report?.Hosts.Select(h => h.Code).OfType<string>() ?? [])];
        SandboxDroplet[] all = [.. _world.Cloud.Droplets.Where(d => !d.IsDeleting)];
        if (codes.Contains(ErrorCodes.MachineExists))
        {
            foreach (SandboxDroplet droplet in all.Where(d => _watch.IsUnmanaged(d.Id) && declared.Contains(d.Name)))
            {
                _watch.Release(droplet.Id);
                _world.Cloud.Rename(droplet.Id, $"theirs-{_taken++}");
                _watch.AddUnmanaged(_world.Cloud.Droplets.Single(d => d.Id == droplet.Id));
                _world.Record($"a person restores the name of {Text(droplet)}");
            }
        }

        if (codes.Contains(ErrorCodes.Refused))
        {
            // The name gives no host: the droplet may be one under an earlier template.
            foreach (SandboxDroplet droplet in all.Where(d =>
                _world.HasTemplate && !_watch.IsUnmanaged(d.Id) && d.Name.StartsWith("renamed-", StringComparison.Ordinal)))
            {
                _watch.Meddle(droplet);
                _world.Cloud.DeleteDroplet(droplet.Id);
                _world.Record($"a person deletes {Text(droplet)}, whose name gives no host");
            }

            foreach (SandboxDroplet droplet in all.Where(d => d.Tags.Contains(Watch.Protected)))
            {
                _world.Cloud.SetTags(droplet.Id, droplet.Tags.Where(t => t != Watch.Protected));
                _world.Record($"a person ends the protection of {Text(droplet)}");
            }
        }

        if (codes.Contains(ErrorCodes.Refused) || codes.Contains(ErrorCodes.MachineCreateFailed))
        {
            foreach (SandboxDroplet droplet in all.Where(d => _watch.IsUnmanaged(d.Id))
                .Concat(all.Where(d => !_watch.IsUnmanaged(d.Id) && !declared.Contains(d.Name))).Take(8))
            {
                _watch.Release(droplet.Id);
                _watch.Meddle(droplet);
                _world.Cloud.DeleteDroplet(droplet.Id);
                _world.Record($"a person frees capacity: deletes {Text(droplet)}");
            }
        }

        foreach (SandboxDroplet droplet in all.Where(d => d.IsLocked && d.Status != "new" && codes.Contains(ErrorCodes.MachineTimeout)))
        {
            _watch.Meddle(droplet);
            _world.Cloud.SetLocked(droplet.Id, false);
            _world.Record($"a person unlocks {Text(droplet)}");
        }

        foreach (SandboxDroplet droplet in all.Where(d => d.Status == "new" && codes.Contains(ErrorCodes.MachineTimeout)))
        {
            _watch.Meddle(droplet);
            _world.Cloud.DeleteDroplet(droplet.Id);
            _world.Record($"a person deletes {Text(droplet)}, which is stuck");
        }
    }

    private void EditConfig(double share)
    {
        _world.Hosts = [.. HostNames.Where(_ => _dice.Chance(share))];
        Protect();
        _world.Record($"the config declares {string.Join(' ', _world.Hosts.Select(h => _world.ProtectedHosts.Contains(h) ? h + "!" : h))}");
    }

    private void Protect() => _world.ProtectedHosts = _world.Hosts.Where(_ => _protects && _protection.Chance(0.4)).ToHashSet();

    private void TakeAway(SandboxDroplet victim, bool rename)
    {
        _world.Cloud.SetTags(victim.Id, _dice.Chance(0.5) ? [] : victim.Tags.Where(t => t != "stagecraft-project-shop"));
        if (rename)
        {
            string name = $"theirs-{_taken++}";
            _watch.MeddleWith(name);
            _world.Cloud.Rename(victim.Id, name);
        }

        _watch.Lose(victim);
        _world.Record($"a person makes {Text(victim)} unmanaged{(rename ? "" : " and keeps its name")}");
    }

    private void Rename(SandboxDroplet victim)
    {
        string name = _dice.Chance(0.3) ? $"renamed-{_taken++}" : _world.NameOf(_dice.Pick(HostNames));
        _watch.Meddle(victim);
        _watch.MeddleWith(name);
        _world.Cloud.Rename(victim.Id, name);
        _world.Record($"a person renames {Text(victim)} to {name}");
    }

    private void Lock(SandboxDroplet victim)
    {
        double seconds = _dice.Chance(0.85) ? _dice.Between(5, 45) : _dice.Between(60, 1200);
        _watch.Meddle(victim);
        _world.Cloud.SetLocked(victim.Id, true);
        _world.Record($"a person locks {Text(victim)} for {seconds:0} s");
        _world.Time.CreateTimer(
            _ =>
            {
                if (_world.Cloud.Droplets.FirstOrDefault(d => d.Id == victim.Id) is { } locked)
                {
                    _watch.MeddleWith(locked.Name);
                    _world.Cloud.SetLocked(victim.Id, false);
                }
            },
            null,
            TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>An unmanaged droplet takes the name of a managed host.</summary>
    private void TakeName()
    {
        string name = _world.NameOf(_dice.Pick(HostNames));
        string[] tags = _dice.Chance(0.5) ? [] : ["stagecraft", "stagecraft-env-staging", "stagecraft-project-other"];
        _watch.MeddleWith(name);
        SandboxDroplet made = _world.Cloud.CreateDroplet(name, tags, Region, booting: _dice.Chance(0.5));
        _watch.AddUnmanaged(made);
        _world.Record($"a person creates an unmanaged {name} ({made.Id})");
    }

    private void MakeTwin()
    {
        string host = _dice.Pick(HostNames);
        string name = _world.NameOf(host);
        name = _dice.Chance(0.15) ? name.Replace("staging", "STAGING", StringComparison.Ordinal) : name;
        SandboxDroplet twin = _world.Cloud.CreateDroplet(name, World.OurTags(host), Region, _world.Size, booting: _dice.Chance(0.5));
        _watch.Meddle(twin);
        _world.Record($"a person creates {name} with the ownership tags ({twin.Id})");
    }

    private static string Text(SandboxDroplet droplet) => $"{droplet.Name} ({droplet.Id})";
}
