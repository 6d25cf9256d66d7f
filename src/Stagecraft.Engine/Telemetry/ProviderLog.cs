using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Stagecraft.Engine.Telemetry;

/// <summary>Writes the log of the provider, with stable ids and names (spec digitalocean.md 15.7). A logger that throws does not end a
/// run.</summary>
internal sealed class ProviderLog(ILogger logger)
{
    public static ProviderLog Of(ILoggerFactory factory) => new(factory.CreateLogger(StagecraftTelemetry.LogCategory));

    public void Planned(InfraPlan plan) => Write(LogLevel.Information, () =>
    {
        PlanSummary sum = plan.Summary;
        (int create, int delete) = (sum.Create + sum.Replace, sum.Delete + sum.Replace);
        LogMessages.PlanMade(logger, Line(plan.Environment), Line(plan.Project), create, delete, sum.Update, sum.Drift, sum.Unchanged);
    });

    public void Started(InfraPlan plan) => Write(LogLevel.Information, () =>
    {
        PlanSummary sum = plan.Summary;
        (int create, int delete) = (sum.Create + sum.Replace, sum.Delete + sum.Replace);
        LogMessages.ApplyStarted(logger, Line(plan.Environment), Line(plan.Project), create, delete, sum.Update);
    });

    public void Finished(InfraPlan plan, ApplyReport report) => Write(LogLevel.Information, () => LogMessages.ApplyFinished(
        logger,
        Line(plan.Environment),
        Line(plan.Project),
        report.Count(OutcomeKind.Created),
        report.Count(OutcomeKind.Deleted),
        report.Count(OutcomeKind.Updated),
        report.Count(OutcomeKind.Unchanged)));

    /// <summary>The apply did not succeed; without a failure it was canceled.</summary>
    public void Failed(InfraPlan plan, CloudProviderException? failure) => Write(LogLevel.Error, () =>
    {
        ApplyReport report = failure?.Report ?? new([]);
        LogMessages.ApplyFailed(
            logger,
            Line(plan.Environment),
            Line(plan.Project),
            failure?.Code ?? "cancelled",
            report.Count(OutcomeKind.Created),
            report.Count(OutcomeKind.Deleted),
            report.Count(OutcomeKind.Failed),
            report.Count(OutcomeKind.Skipped),
            report.Count(OutcomeKind.Unknown));
    });

    public void Completed(string method, string path, int status, TimeSpan took, Func<string?> requestId) => Write(
        LogLevel.Debug, () => LogMessages.RequestCompleted(logger, method, path, status, (long)took.TotalMilliseconds, requestId()));

    public void NoResponse(string method, string path, Exception failure, TimeSpan took) => Write(
        LogLevel.Debug, () => LogMessages.RequestFailed(logger, method, path, failure.GetType().Name, (long)took.TotalMilliseconds));

    // Each event has its own level, at most this one.
    public void Event(InfraEvent value) => Write(LogLevel.Error, () => MessageOf(value)?.Invoke());

    private Action? MessageOf(InfraEvent value) => value switch
    {
        HostCreating e => () => LogMessages.HostCreating(logger, Line(e.MachineName), e.Size, e.Region),
        HostCreateIndeterminate e => () => LogMessages.HostCreateIndeterminate(logger, Line(e.MachineName), Line(e.Message)),
        HostWaiting e => () => LogMessages.HostWaiting(logger, Line(e.MachineName), e.Id.Value, Line(e.Status)),
        HostReady e => () => LogMessages.HostReady(logger, Line(e.MachineName), e.Id.Value, Line(e.PublicIpv4), Line(e.PrivateIpv4)),
        HostSnapshot e => () => LogMessages.HostSnapshot(logger, Line(e.MachineName), e.Id.Value, Line(e.Snapshot), e.State),
        HostDeleting e => () => LogMessages.HostDeleting(logger, Line(e.MachineName), e.Id.Value, e.Reason),
        HostDeleteDelayed e => () => LogMessages.HostDeleteDelayed(logger, Line(e.MachineName), e.Id.Value, Line(e.Message)),
        HostDeleted e => () => LogMessages.HostDeleted(logger, Line(e.MachineName), e.Id.Value, e.Reason),
        HostFailed e => () => LogMessages.HostFailed(logger, Line(e.MachineName), e.Id?.Value, e.Code, Line(e.Message)),
        HostSkipped e => () => LogMessages.HostSkipped(logger, Line(e.MachineName), Line(e.Reason)),
        HostUpdating e => () => LogMessages.HostUpdating(logger, Line(e.MachineName), e.Id.Value),
        HostUpdated e => () => LogMessages.HostUpdated(logger, Line(e.MachineName), e.Id.Value),
        HostProbing e => () => LogMessages.HostProbing(logger, Line(e.MachineName), e.Id.Value, e.Wait),
        HostReachable e => () => LogMessages.HostReachable(logger, Line(e.MachineName), e.Id.Value, e.Wait),
        ResourceStarted e => () => LogMessages.ResourceStarted(logger, e.Kind, Line(e.CloudName), e.Id?.Value, e.Action),
        ResourceWaiting e => () => LogMessages.ResourceWaiting(logger, e.Kind, Line(e.CloudName), e.Id?.Value, Line(e.Status)),
        ResourceCompleted e => () => LogMessages.ResourceCompleted(logger, e.Kind, Line(e.CloudName), e.Id?.Value, e.Action),
        ResourceFailed e => () => LogMessages.ResourceFailed(logger, e.Kind, Line(e.CloudName), e.Id?.Value, e.Code, Line(e.Message)),
        ResourceSkipped e => () => LogMessages.ResourceSkipped(logger, e.Kind, Line(e.CloudName), Line(e.Reason)),
        RetryScheduled e => () => LogMessages.RetryScheduled(logger, e.Method, e.Path, e.Attempt, e.Status, e.Wait),
        RateLimitWait e => () => LogMessages.RateLimitWait(logger, e.Wait, e.Limit),
        SettleWait e => () => LogMessages.SettleWait(logger, e.Wait),
        _ => null,
    };

    // Names can come from plans and from the network: none may contain a line break.
    [return: NotNullIfNotNull(nameof(text))]
    private static string? Line(string? text) => text is null ? null : TextSanitizer.OneLine(text);

    private void Write(LogLevel level, Action write)
    {
        try
        {
            if (logger.IsEnabled(level))
            {
                write();
            }
        }
        catch (Exception)
        {
            // The run continues without its log.
        }
    }
}
