using Stagecraft.DigitalOcean.Api;
using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Applying;

/// <summary>Which creates are sent together, and what their answers mean (spec 6.3, 7.1). No effects.</summary>
internal sealed class CreateSteps(List<HostWork> hosts, HostSteps hostSteps, Settling settling, EngineTiming timing, List<InfraEvent> events)
{
    /// <summary>The next create to send; null where there is none.</summary>
    public CreateBatch? Next(EngineTime now)
    {
        HostWork? first = hosts.Find(h => h.Phase == HostPhase.Queued);
        if (first is null)
        {
            return null;
        }

        HostWork[] batch = first.Alone
            ? [first]
            : [.. hosts
                .Where(h => h.Phase == HostPhase.Queued && !h.Alone && h.Host.CreationKey == first.Host.CreationKey)
                .Take(CreateDroplets.MaxNames)];
        foreach (HostWork work in batch)
        {
            work.Phase = HostPhase.Sending;
            work.Deadline ??= now.Worked + timing.CreateTimeout;
            if (!work.IsCreateTold)
            {
                work.IsCreateTold = true;
                events.Add(new HostCreating(work.Name, work.Host.DropletName, work.Host.Settings.Size, work.Host.Settings.Region));
            }
        }

        return new(batch);
    }

    public void Answered(CreateBatch batch, CreateOutcome outcome, EngineTime now)
    {
        switch (outcome)
        {
            case CreateOutcome.Accepted accepted:
                Accepted(batch, accepted, now);
                break;
            case CreateOutcome.Unclear { Failure: var failure }:
                Unclear(batch.Hosts, failure.Message, now);
                break;
            case CreateOutcome.Refused { Failure: var failure }:
                Refused(batch, failure);
                break;
            case CreateOutcome.NotSent { Failure: var failure }:
                foreach (HostWork work in batch.Hosts)
                {
                    hostSteps.Fail(work, failure.Code, failure.Advice);
                }

                break;
        }
    }

    private void Accepted(CreateBatch batch, CreateOutcome.Accepted accepted, EngineTime now)
    {
        settling.Created(now);
        List<HostWork> unanswered = [];
        foreach (HostWork work in batch.Hosts)
        {
            Droplet[] made = [.. accepted.Droplets
                .Where(d => string.Equals(d.Name, work.Host.DropletName, StringComparison.OrdinalIgnoreCase))
                .OrderBy(d => d.Id)];
            foreach (Droplet droplet in made)
            {
                work.Own[droplet.Id] = droplet;
            }

            if (made.Length == 0)
            {
                unanswered.Add(work);
            }
            else
            {
                hostSteps.Take(work, made[0], isCreatedHere: true, now);
            }
        }

        Unclear(unanswered, "the answer to its create does not name it", now);
    }

    private void Unclear(IReadOnlyList<HostWork> unclear, string reason, EngineTime now)
    {
        foreach (HostWork work in unclear)
        {
            settling.Created(now);
            work.Phase = HostPhase.Unclear;
            work.WasUnclear = true;
            work.UnclearSince = now.Elapsed;
            events.Add(new HostUnclear(work.Name, work.Host.DropletName, reason));
        }
    }

    private void Refused(CreateBatch batch, ApiFailure failure)
    {
        if (failure.Code is ErrorCodes.Unauthorized or ErrorCodes.Forbidden)
        {
            // The token will not do for the others either.
            foreach (HostWork work in batch.Hosts.Concat(hosts.Where(h => h.Phase == HostPhase.Queued)))
            {
                hostSteps.Fail(work, failure.Code, failure.Advice);
            }
        }
        else if (batch.Hosts.Count == 1)
        {
            HostWork work = batch.Hosts[0];
            hostSteps.Fail(
                work,
                failure.Code == ErrorCodes.ApiError ? ErrorCodes.DropletCreateFailed : failure.Code,
                $"droplet '{work.Host.DropletName}' creation failed: {failure.Advice}");
        }
        else
        {
            foreach (HostWork work in batch.Hosts)
            {
                work.Alone = true;
                work.Phase = HostPhase.Queued;
            }
        }
    }
}
