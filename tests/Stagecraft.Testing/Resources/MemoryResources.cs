using System.Globalization;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Resources;

/// <summary>The resources of an account in memory, except machines, with the rules of the server. It acts immediately.</summary>
public sealed class MemoryResources(MemoryCloud cloud, Dice dice)
{
    private const string Exists = "API error: the name is in use";

    private readonly List<MemoryResource> _all = [];
    private int _made;

    /// <summary>The resources that exist.</summary>
    public IEnumerable<MemoryResource> Existing
    {
        get
        {
            Detach();
            return _all.Where(r => !r.IsDeleted);
        }
    }

    public TimeSpan Now => cloud.Time.Elapsed;

    public IReadOnlyList<Resource> List(string kind)
    {
        Detach();
        return [.. _all.Where(r => r.Kind == kind).Select(r => r.Listed(Now)).OfType<Resource>().OrderBy(r => r.Id)];
    }

    public MemoryResource? Find(ResourceId id) => Existing.FirstOrDefault(r => r.Id == id);

    /// <summary>Creates a resource, whatever its name.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="name">The name.</param>
    /// <param name="tags">Its own tags.</param>
    /// <param name="targets">The tags that it applies to.</param>
    /// <param name="fields">The settings.</param>
    /// <param name="isOld">Whether lists show it already.</param>
    public MemoryResource Add(
        string kind,
        string name,
        IEnumerable<string> tags,
        IEnumerable<string> targets,
        IEnumerable<KeyValuePair<string, string>> fields,
        bool isOld = false)
    {
        TimeSpan most = 0.85 * (cloud.Traits.Settle - TimeSpan.FromSeconds(1));
        MemoryResource made = new(
            kind,
            kind == ResourceKind.ReservedIp ? new(name) : new(string.Create(CultureInfo.InvariantCulture, $"{kind[..2]}-{++_made:d4}")),
            name,
            Now,
            dice.Chance(0.4) || isOld ? TimeSpan.Zero : dice.Unit() * most)
        {
            Tags = [.. tags],
            Targets = [.. targets],
            Fields = new(fields),
            BusyUntil = Now + TimeSpan.FromSeconds(dice.Chance(0.5) ? 0 : dice.Between(1, 20)),
        };
        _all.Add(made);
        made.Changed(Now);
        return made;
    }

    public UpdateOutcome Create(
        string kind, string name, IEnumerable<string> tags, IEnumerable<string> targets, IEnumerable<KeyValuePair<string, string>> fields)
    {
        if (kind != ResourceKind.Alert && Existing.Any(r => r.Kind == kind && r.CloudName == name))
        {
            return Refused(Exists);
        }

        MemoryResource made = Add(kind, name, tags, targets, fields);
        return new UpdateOutcome.Accepted { Resource = dice.Chance(0.8) ? made.Listed(TimeSpan.MaxValue) : null };
    }

    /// <summary>Changes a resource.</summary>
    public UpdateOutcome Change(ResourceId id, Action<MemoryResource> change)
    {
        if (Find(id) is not { } resource)
        {
            return new UpdateOutcome.NotFound(new(ErrorCodes.ApiError, "API error: not found"));
        }

        if (Now < resource.BusyUntil && resource.Kind == ResourceKind.LoadBalancer)
        {
            return Refused("API error: it processes another change", isTransient: true);
        }

        change(resource);
        resource.BusyUntil = Now + TimeSpan.FromSeconds(dice.Chance(0.5) ? 0 : dice.Between(1, 6));
        resource.Changed(Now);
        return new UpdateOutcome.Accepted();
    }

    public UpdateOutcome Attach(ResourceId id, ResourceId machine)
    {
        MemoryResource? resource = Find(id);
        if (resource is { Kind: ResourceKind.Volume, Attached.Count: > 0 })
        {
            return Refused("API error: it is attached");
        }

        return cloud.Find(machine) is not { IsLive: true, Truth.State: MachineState.Running }
            ? Refused("API error: the machine is busy", isTransient: true)
            : Change(id, r =>
            {
                r.Attached.Clear();
                r.Attached.Add(machine);
            });
    }

    public UpdateOutcome Delete(ResourceId id)
    {
        MemoryResource? resource = Find(id);
        if (resource is { Kind: ResourceKind.Volume, Attached.Count: > 0 })
        {
            return Refused("API error: it is attached", isTransient: true);
        }

        resource?.Delete(Now);
        return resource is null
            ? new UpdateOutcome.NotFound(new(ErrorCodes.ApiError, "API error: not found")) : new UpdateOutcome.Accepted();
    }

    public static UpdateOutcome Refused(string message, bool isTransient = false) =>
        new UpdateOutcome.Refused(new(ErrorCodes.ApiError, message, IsTransient: isTransient));

    // A deleted machine loses its attachments.
    private void Detach()
    {
        foreach (MemoryResource resource in _all.Where(r => !r.IsDeleted && r.Attached.Count > 0))
        {
            if (resource.Attached.RemoveAll(id => cloud.Find(id) is null or { IsGone: true }) > 0)
            {
                resource.Changed(Now);
            }
        }
    }
}
