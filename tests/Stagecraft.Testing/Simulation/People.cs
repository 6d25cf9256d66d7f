using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>People with access to the account, who act between and during runs, and in the end put right what only they can.</summary>
internal sealed partial class People
{
    private readonly ScenarioWorld _world;
    private readonly Invariants _invariants;
    private readonly Dice _dice;
    private readonly ConfigAuthor _author;
    private int _taken;
    private int _acts;

    public People(ScenarioWorld world, Invariants invariants)
    {
        _world = world;
        _invariants = invariants;
        _dice = new Dice(world.Seed, 7);
        _author = new ConfigAuthor(world, _dice);
        world.BetweenPages = Leave;
        world.Size = _dice.Chance(0.2) ? Cloud.Sizes.Unusual : Cloud.Sizes.Usual;
    }

    private SimulatedCloud Cloud => _world.Cloud;

    /// <summary>Fills an account with unmanaged machines; their tags may be spelled differently, and the account may be too large for one
    /// page.</summary>
    public void Furnish()
    {
        bool isOdd = _dice.Chance(0.25);
        string[][] neighbours =
        [
            isOdd ? ["Stagecraft", "Stagecraft-Env-Staging", "stagecraft-project-other", "STAGECRAFT-Role-app"] : [],
            ["stagecraft", "stagecraft-env-staging"],
            ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop"],
        ];
        foreach (string[] tags in neighbours.Concat(Enumerable.Repeat(Array.Empty<string>(), Cloud.Others)))
        {
            string size = _dice.Chance(0.1) ? Cloud.Sizes.Unusual : Cloud.Sizes.Usual;
            _invariants.AddUnmanaged(Cloud.Create($"staging-old-{_taken++}", tags, size, booting: false));
        }

        _world.Record($"{_world.Size}, {(isOdd ? "odd" : "plain")} tags, {Cloud.Others} others");
        _author.Edit(0.8);
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
        _author.Revise();
        Machine[] ours = [.. Cloud.Machines.Where(m => m.IsLive() && !_invariants.IsUnmanaged(m.Id))];
        ChangeSetting(ours);
        Machine? victim = ours.Length > 0 ? _dice.Pick(ours) : null;
        int act = _dice.Below(12);
        if (victim is not null && act is 0 or 1 or (>= 4 and <= 9))
        {
            Change(victim, act);
        }
        else if (act is 2 or 3)
        {
            _author.Edit(0.7);
        }
        else if (act == 10)
        {
            TakeName();
        }
        else
        {
            MakeTwin();
        }
    }

    /// <summary>A person deletes an unmanaged machine while a list is read: later machines move up, possibly to a page that was already
    /// read.</summary>
    private void Leave(Dice dice)
    {
        Machine[] others = dice.Chance(0.15)
            ? [.. Cloud.Machines.Where(m => _invariants.IsUnmanaged(m.Id) && m.Tags!.Count == 0)]
            : [];
        if (others.Length == 0 || _acts++ >= _world.Limits.Acts)
        {
            return;
        }

        _world.Counts.Acts++;
        Machine other = dice.Pick(others);
        _invariants.Release(other.Id);
        Cloud.Remove(other.Id);
        _world.Record($"a person deletes {other.Text()} while a list is read");
    }

    /// <summary>A person removes a tag of the config, or enables or disables backups.</summary>
    private void ChangeSetting(Machine[] ours)
    {
        if (ours.Length == 0 || !_author.DisturbsSettings(out Dice dice))
        {
            return;
        }

        Machine victim = dice.Pick(ours);
        _invariants.Meddle(victim);
        string[] tags = [.. Cloud.OwnTags.Where(victim.Has)];
        if (tags.Length > 0 && dice.Chance(0.5))
        {
            string removed = dice.Pick(tags);
            Cloud.SetTags(victim.Id, [.. victim.Tags!.Where(t => t != removed)]);
            _world.Record($"a person removes the tag {removed} of {victim.Text()}");
        }
        else
        {
            bool enabled = victim.Backups() != "true";
            Cloud.SetBackups(victim.Id, enabled);
            _world.Record($"a person {(enabled ? "enables" : "disables")} the backups of {victim.Text()}");
        }
    }

    private void Change(Machine victim, int act)
    {
        switch (act)
        {
            case 0 or 1:
                Delete(victim, "deletes");
                break;
            case 4 or 5:
                TakeAway(victim, rename: act == 4);
                break;
            case 6:
                Rename(victim);
                break;
            case 7:
                Lock(victim);
                break;
            case 8:
                _invariants.Meddle(victim);
                Cloud.SetRunning(victim.Id, false);
                _world.Record($"a person switches {victim.Text()} off");
                break;
            default:
                _invariants.Meddle(victim);
                bool ends = victim.IsProtected();
                Cloud.SetTags(
                    victim.Id,
                    [.. ends ? victim.Tags!.Where(t => t != ActualState.Protected) : victim.Tags!.Append(ActualState.Protected)]);
                _world.Record($"a person {(ends ? "ends the protection of" : "protects")} {victim.Text()}");
                break;
        }
    }

    private void Delete(Machine machine, string what)
    {
        _invariants.Release(machine.Id);
        _invariants.Meddle(machine);
        Cloud.Delete(machine.Id);
        _world.Record($"a person {what} {machine.Text()}");
    }

    private void TakeAway(Machine victim, bool rename)
    {
        Cloud.SetTags(victim.Id, _dice.Chance(0.5) ? [] : _world.Project.WithoutProject(victim.Tags!));
        if (rename)
        {
            string name = $"theirs-{_taken++}";
            _invariants.MeddleWith(name);
            Cloud.Rename(victim.Id, name);
        }

        _invariants.Lose(victim);
        _world.Record($"a person makes {victim.Text()} unmanaged{(rename ? "" : " and keeps its name")}");
    }

    private void Rename(Machine victim)
    {
        string name = _dice.Chance(0.3) ? $"renamed-{_taken++}" : _world.Project.NameOf(_dice.Pick(ConfigAuthor.HostNames));
        name = Cloud.IsTaken(name) ? $"renamed-{_taken++}" : name;
        _invariants.Meddle(victim);
        _invariants.MeddleWith(name);
        Cloud.Rename(victim.Id, name);
        _world.Record($"a person renames {victim.Text()} to {name}");
    }

    private void Lock(Machine victim)
    {
        double seconds = _dice.Chance(0.85) ? _dice.Between(5, 45) : _dice.Between(60, 1200);
        _invariants.Meddle(victim);
        Cloud.SetBusy(victim.Id, true);
        _world.Record($"a person locks {victim.Text()} for {seconds:0} s");
        _world.Time.CreateTimer(
            _ =>
            {
                if (Cloud.Find(victim.Id) is { } locked)
                {
                    _invariants.MeddleWith(locked.Name);
                    Cloud.SetBusy(victim.Id, false);
                }
            },
            null,
            TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>An unmanaged machine takes the name of a managed host.</summary>
    private void TakeName()
    {
        string name = _world.Project.NameOf(_dice.Pick(ConfigAuthor.HostNames));
        string[] tags = _dice.Chance(0.5) ? [] : ["stagecraft", "stagecraft-env-staging", "stagecraft-project-other"];
        if (Make(name, tags, Cloud.Sizes.Usual) is { } made)
        {
            _invariants.MeddleWith(name);
            _invariants.AddUnmanaged(made);
            _world.Record($"a person creates an unmanaged {made.Text()}");
        }
    }

    private void MakeTwin()
    {
        string host = _dice.Pick(ConfigAuthor.HostNames);
        string name = _world.Project.NameOf(host);
        name = _dice.Chance(0.15) ? name.Replace("staging", "STAGING", StringComparison.Ordinal) : name;
        if (Make(name, _world.Project.TagsOf(host), _world.Size) is { } twin)
        {
            _invariants.Meddle(twin);
            _world.Record($"a person creates {twin.Text()} with the ownership tags");
        }
    }

    private Machine? Make(string name, string[] tags, string size)
    {
        bool isBooting = _dice.Chance(0.5);
        return Cloud.IsTaken(name) ? null : Cloud.Create(name, tags, size, isBooting);
    }
}
