using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>Knows the truth of an account and holds every delete and every report against it.</summary>
internal sealed class Watch(World world)
{
    /// <summary>A delete rests on tags read less than 10 s before, and is then on its way for less than a second.</summary>
    private static readonly TimeSpan Excused = TimeSpan.FromSeconds(11);

    private readonly Dictionary<long, string> _foreign = [];
    private readonly Dictionary<long, TimeSpan> _lost = [];
    private readonly Dictionary<string, TimeSpan> _meddledWith = [];

    /// <summary>The first promise that was broken; null while all are kept.</summary>
    public string? Broken { get; private set; }

    /// <summary>Droplets that somebody changed or deleted, so that what a report says of them may be of the past.</summary>
    public HashSet<long> Victims { get; } = [];

    public void Complain(string? broken) => Broken ??= broken;

    public bool IsForeign(long id) => _foreign.ContainsKey(id);

    public void AddForeign(SandboxDroplet droplet) => _foreign[droplet.Id] = string.Join(',', droplet.Tags);

    /// <summary>Somebody takes a droplet away from us.</summary>
    public void Lose(SandboxDroplet droplet)
    {
        _lost[droplet.Id] = world.Time.Elapsed;
        Meddle(droplet);
        AddForeign(world.Cloud.Droplets.Single(d => d.Id == droplet.Id));
    }

    /// <summary>Somebody does something to a droplet.</summary>
    public void Meddle(SandboxDroplet droplet)
    {
        Victims.Add(droplet.Id);
        _meddledWith[droplet.Name] = world.Time.Elapsed;
    }

    /// <summary>A delete reaches the API.</summary>
    /// <param name="request">The request.</param>
    /// <param name="declared">The droplet names that the run's config declares; none where it clears the environment.</param>
    /// <returns>Whether the API carries it out.</returns>
    public bool Deleting(HttpRequestMessage request, IReadOnlySet<string> declared)
    {
        long id = long.Parse(request.RequestUri!.Segments[^1], CultureInfo.InvariantCulture);
        Victims.Add(id);
        if (world.Cloud.Droplets.FirstOrDefault(d => d.Id == id) is not { IsGoing: false } target)
        {
            return false;
        }

        if (_foreign.ContainsKey(id) && !(_lost.TryGetValue(id, out TimeSpan at) && world.Time.Elapsed - at < Excused))
        {
            Broken ??= $"a delete was sent for {target.Name} ({id}), which is not ours";
        }

        bool isUndisturbed = !_meddledWith.TryGetValue(target.Name, out TimeSpan last) || world.Time.Elapsed - last > Excused;
        SandboxDroplet first = world.Cloud.Droplets
            .Where(d => d.Name == target.Name && !_foreign.ContainsKey(d.Id) && !d.IsGoing)
            .MinBy(d => (!d.Tags.Contains("stagecraft-protected"), d.CreatedAt, d.Id)) ?? target;
        if (declared.Contains(target.Name) && first.Id == id && isUndisturbed)
        {
            Broken ??= $"a delete was sent for {target.Name} ({id}), which is the one that stays";
        }

        if (target.Tags.Contains("stagecraft-protected") && isUndisturbed)
        {
            Broken ??= $"a delete was sent for {target.Name} ({id}), which is protected";
        }

        SandboxDroplet? locked = first.Id != id && first.IsLocked ? first : null;
        if (declared.Contains(target.Name) && locked is not null && isUndisturbed)
        {
            Broken ??= $"a delete was sent for {target.Name} ({id}) while the one that stays ({locked.Id}) is locked";
        }

        return !target.IsLocked;
    }

    /// <summary>What a report says was so when it was written.</summary>
    public void Check(ApplyReport report)
    {
        Dictionary<long, SandboxDroplet> live = world.Cloud.Droplets.ToDictionary(d => d.Id);
        foreach (HostOutcome host in report.Hosts)
        {
            SandboxDroplet? droplet = host.Id is { } id ? live.GetValueOrDefault(id) : null;
            string? wrong = host.Kind switch
            {
                HostOutcomeKind.Deleted when droplet is not null => "deleted and is there",
                HostOutcomeKind.Unchanged when droplet is not null && host.Message == "it was already gone" => "gone and is there",
                HostOutcomeKind.Created when droplet?.Status != "active" && !Victims.Contains(host.Id!.Value) => "created and is not active",
                _ => null,
            };
            Broken ??= wrong is null ? null : $"{host.DropletName} ({host.Id}) was reported {wrong}";
        }
    }

    /// <summary>What must hold once everything has settled.</summary>
    public void CheckEnd()
    {
        Dictionary<long, SandboxDroplet> live = world.Cloud.Droplets.ToDictionary(d => d.Id);
        foreach ((long id, string tags) in _foreign)
        {
            if (!_lost.ContainsKey(id) && (!live.TryGetValue(id, out SandboxDroplet? droplet) || string.Join(',', droplet.Tags) != tags))
            {
                Broken ??= $"the foreign droplet {id} was touched";
            }
        }

        foreach (IGrouping<string, SandboxDroplet> name in live.Values.Where(d => !_foreign.ContainsKey(d.Id)).GroupBy(d => d.Name))
        {
            Broken ??= name.Count() > 1 ? $"{name.Count()} droplets are called {name.Key}" : null;
        }
    }
}
