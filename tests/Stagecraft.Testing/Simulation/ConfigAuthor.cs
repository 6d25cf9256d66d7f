namespace Stagecraft.Testing.Simulation;

/// <summary>Edits the config of a scenario. The settings of hosts have sequences of decisions of their own.</summary>
internal sealed class ConfigAuthor
{
    public static readonly string[] HostNames = ["app-1", "app-2", "app-3", "db-1", "web-1"];

    private readonly ScenarioWorld _world;
    private readonly Dice _dice;
    private readonly Dice _protection;
    private readonly Dice _settings;
    private readonly bool _protects;
    private readonly bool _hasTags;
    private readonly bool _hasBackups;

    public ConfigAuthor(ScenarioWorld world, Dice dice)
    {
        _world = world;
        _dice = dice;
        _protection = new Dice(world.Seed, 11);
        _protects = _protection.Chance(0.4);
        _settings = new Dice(world.Seed, 13);
        _hasTags = _settings.Chance(0.3);
        _hasBackups = _settings.Chance(0.3);
    }

    private ScenarioProject Project => _world.Project;

    /// <summary>Whether a person changes a setting of a machine now.</summary>
    public bool DisturbsSettings(out Dice dice)
    {
        dice = _settings;
        return (_hasTags || _hasBackups) && _settings.Chance(0.4);
    }

    /// <summary>Declares other hosts.</summary>
    public void Edit(double share)
    {
        Project.Hosts = [.. HostNames.Where(_ => _dice.Chance(share))];
        Protect();
        Set();
        _world.Record($"the config declares {string.Join(' ', Project.Hosts.Select(h => h + Project.SettingsOf(h)))}");
    }

    /// <summary>May change the settings of the same hosts.</summary>
    public void Revise()
    {
        if (_protects && _protection.Chance(0.7))
        {
            Protect();
            _world.Record($"the config protects {string.Join(' ', Project.ProtectedHosts)}");
        }

        if ((_hasTags || _hasBackups) && _settings.Chance(0.5))
        {
            Set();
            _world.Record($"the config sets {string.Join(' ', Project.Hosts.Select(h => h + Project.SettingsOf(h)))}");
        }
    }

    private void Protect() => Project.Settings = Project.Hosts.ToDictionary(
        h => h, h => Project.SettingsOf(h) with { IsProtected = _protects && _protection.Chance(0.4) });

    private void Set() => Project.Settings = Project.Hosts.ToDictionary(
        h => h,
        h => Project.SettingsOf(h) with
        {
            Tags = [.. _world.Cloud.OwnTags.Where(_ => _hasTags && _settings.Chance(0.4))],
            HasBackups = _hasBackups && _settings.Chance(0.5),
        });
}
