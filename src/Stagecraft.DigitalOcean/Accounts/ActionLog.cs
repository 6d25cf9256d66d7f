using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Wire;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Recent creates and deletes of droplets, from one page of the account's actions (spec 7.3).</summary>
internal static class ActionLog
{
    private const int PageSize = 200;

    public static CreationEvidence Of(Dated<IReadOnlyList<DropletAction>> page)
    {
        IReadOnlyList<DropletAction> actions = page.Value;
        return new(
            [
                .. actions
                    .Where(a => a.Type is "create" or "destroy" && a.Status != "errored")
                    .Where(a => a.ResourceType is null or "droplet" && a.ResourceId > 0)
                    .Select(a => new MachineLifecycleEvent(WireMapper.ToMachineId(a.ResourceId!.Value), a.Type == "create", a.StartedAt)),
            ],
            CompleteSince(actions),
            page.ServerTime);
    }

    /// <summary>A full page may omit actions. It has the newest ones if it is sorted; the API does not document its order.</summary>
    private static DateTimeOffset? CompleteSince(IReadOnlyList<DropletAction> actions)
    {
        if (actions.Count < PageSize)
        {
            return DateTimeOffset.MinValue;
        }

        return actions.Zip(actions.Skip(1)).All(pair => pair.First.StartedAt >= pair.Second.StartedAt) ? actions[^1].StartedAt : null;
    }
}
