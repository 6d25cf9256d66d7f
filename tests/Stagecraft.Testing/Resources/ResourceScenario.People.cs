using Stagecraft.Plans;

namespace Stagecraft.Testing.Resources;

/// <content>What others do in the account.</content>
public sealed partial class ResourceScenario
{
    private void AddForeign()
    {
        if (_dice.Chance(0.2))
        {
            string kind = _dice.Pick([ResourceKind.Firewall, ResourceKind.LoadBalancer]);
            string name = Prefix + (kind == ResourceKind.Firewall ? "in" : "web");
            if (_resources.Existing.All(r => r.CloudName != name))
            {
                _foreign.Add(_resources.Add(kind, name, [], ["other"], [new("mine", "yes")]));
            }
        }

        if (_dice.Chance(0.2))
        {
            _foreign.Add(_resources.Add(ResourceKind.Firewall, "office", [], [Set, Set + ":app"], [new("mine", "yes")]));
        }

        if (_dice.Chance(0.2))
        {
            _stranger = _cloud.Create("stranger", "north", "small", [], isBooted: true);
            foreach (MemoryResource resource in _resources.Existing.Where(r => r.Kind is ResourceKind.Volume or ResourceKind.ReservedIp))
            {
                resource.Attached.Clear();
                resource.Attached.Add(_stranger.Id);
                resource.Changed(_time.Elapsed);
            }
        }
    }

    /// <summary>A person changes a resource of the environment.</summary>
    private void Meddle()
    {
        MemoryResource[] own = [.. _resources.Existing.Where(r => !_foreign.Contains(r) && r.Kind != ResourceKind.ReservedIp)];
        if (own.Length == 0)
        {
            return;
        }

        MemoryResource resource = _dice.Pick(own);
        switch (_dice.Below(4))
        {
            case 0:
                resource.Fields["added"] = "manually";
                break;
            case 1 when resource.Kind == ResourceKind.Volume:
                resource.Attached.Clear();
                break;
            case 2 when resource.Attached.Count == 0:
                resource.Delete(_time.Elapsed);
                return;
            default:
                foreach (string field in resource.Fields.Keys)
                {
                    resource.Fields[field] = "99";
                }

                break;
        }

        resource.Changed(_time.Elapsed);
    }
}
