using Microsoft.Extensions.Logging;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Observing;

/// <summary>What the provider writes to a log. Ids and names are stable, see spec digitalocean.md 15.7. What a logger does wrong must not end a
/// run in the middle.</summary>
internal sealed class ProviderLog(ILogger logger)
{
    public static ProviderLog Of(ILoggerFactory factory) => new(factory.CreateLogger(DigitalOceanTelemetry.LogCategory));

    /// <summary>Whether requests are logged one by one.</summary>
    public bool WritesRequests => logger.IsEnabled(LogLevel.Debug);

    public void Planned(InfraPlan plan) => Write(() => LogMessages.PlanMade(
        logger, plan.Environment, plan.Project, plan.ToCreate.Count, plan.ToDelete.Count, plan.ToProtect.Count, plan.Drift.Count, plan.Unchanged.Count));

    public void Started(InfraPlan plan) => Write(() => LogMessages.ApplyStarted(
        logger, plan.Environment, plan.Project, plan.ToCreate.Count, plan.ToDelete.Count, plan.ToProtect.Count));

    public void Finished(InfraPlan plan, ApplyReport report) => Write(() => LogMessages.ApplyFinished(
        logger,
        plan.Environment,
        plan.Project,
        report.Count(HostOutcomeKind.Created),
        report.Count(HostOutcomeKind.Deleted),
        report.Count(HostOutcomeKind.Protected),
        report.Count(HostOutcomeKind.Unchanged)));

    public void Failed(InfraPlan plan, string code, ApplyReport? report) => Write(() => LogMessages.ApplyFailed(
        logger,
        plan.Environment,
        plan.Project,
        code,
        report?.Count(HostOutcomeKind.Created) ?? 0,
        report?.Count(HostOutcomeKind.Deleted) ?? 0,
        report?.Count(HostOutcomeKind.Failed) ?? 0,
        report?.Count(HostOutcomeKind.Skipped) ?? 0,
        report?.Count(HostOutcomeKind.Unknown) ?? 0));

    public void Answered(string method, string path, int status, TimeSpan took, string? requestId) => Write(() =>
        LogMessages.RequestAnswered(logger, method, path, status, (long)took.TotalMilliseconds, requestId));

    public void NoAnswer(string method, string path, Exception failure, TimeSpan took) => Write(() =>
        LogMessages.RequestFailed(logger, method, path, failure.GetType().Name, (long)took.TotalMilliseconds));

    public void Event(InfraEvent value) => Write(() => Tell(value));

    private void Tell(InfraEvent value)
    {
        switch (value)
        {
            case HostCreating e:
                LogMessages.HostCreating(logger, e.DropletName, e.Size, e.Region);
                break;
            case HostUnclear e:
                LogMessages.HostUnclear(logger, e.DropletName, e.Message);
                break;
            case HostWaiting e:
                LogMessages.HostWaiting(logger, e.DropletName, e.Id, e.Status);
                break;
            case HostReady e:
                LogMessages.HostReady(logger, e.DropletName, e.Id, e.PublicIpv4, e.PrivateIpv4);
                break;
            case HostDeleting e:
                LogMessages.HostDeleting(logger, e.DropletName, e.Id, e.Reason);
                break;
            case HostDeleted e:
                LogMessages.HostDeleted(logger, e.DropletName, e.Id, e.Reason);
                break;
            case HostFailed e:
                LogMessages.HostFailed(logger, e.DropletName, e.Id, e.Code, e.Message);
                break;
            case HostSkipped e:
                LogMessages.HostSkipped(logger, e.DropletName, e.Reason);
                break;
            case HostProtecting e:
                LogMessages.HostProtecting(logger, e.DropletName, e.Id);
                break;
            case HostProtected e:
                LogMessages.HostProtected(logger, e.DropletName, e.Id);
                break;
            case HostProbing e:
                LogMessages.HostProbing(logger, e.DropletName, e.Id, e.Wait);
                break;
            case HostUsable e:
                LogMessages.HostUsable(logger, e.DropletName, e.Id, e.Wait);
                break;
            case RetryScheduled e:
                LogMessages.RetryScheduled(logger, e.Method, e.Path, e.Attempt, e.Status, e.Wait);
                break;
            case RateLimitWait e:
                LogMessages.RateLimitWait(logger, e.Wait, e.Limit);
                break;
            case SettleWait e:
                LogMessages.SettleWait(logger, e.Wait);
                break;
        }
    }

    private void Write(Action write)
    {
        // Error is the highest level that is written here.
        if (!logger.IsEnabled(LogLevel.Error))
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception)
        {
            // Theirs to find: a run goes on without its log.
        }
    }
}
