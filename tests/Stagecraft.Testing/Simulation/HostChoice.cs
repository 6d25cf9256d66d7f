namespace Stagecraft.Testing.Simulation;

/// <summary>Which hosts a run is limited to, and which it replaces.</summary>
internal sealed class HostChoice
{
    public HostChoice(ScenarioWorld world, ScenarioProject project, int number, bool mayChoose)
    {
        Dice dice = new(world.Seed, 9, number);
        if (!mayChoose || project.Hosts.Count == 0)
        {
            return;
        }

        Replace = dice.Chance(0.35) ? [.. project.Hosts.Where(_ => dice.Chance(0.5))] : [];
        Targets = dice.Chance(0.15) ? [.. project.Hosts.Where(h => Replace.Contains(h) || dice.Chance(0.4))] : [];
    }

    public IReadOnlyList<string> Targets { get; } = [];

    public IReadOnlyList<string> Replace { get; } = [];

    public override string ToString() =>
        (Replace.Count > 0 ? $", replacing {string.Join(' ', Replace)}" : "")
            + (Targets.Count > 0 ? $", only {string.Join(' ', Targets)}" : "");
}
