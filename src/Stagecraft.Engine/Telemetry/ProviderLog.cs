using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Stagecraft.Engine.Telemetry;

/// <summary>
/// Writes the log of the provider, with stable ids and names (spec digitalocean.md 15.7). A logger that throws does not end a run.
/// </summary>
internal sealed class ProviderLog(ILogger logger)
{
    public static ProviderLog Of(ILoggerFactory factory) => new(factory.CreateLogger(StagecraftTelemetry.LogCategory));

    public void Planned(InfraPlan plan) => Write(LogLevel.Information, plan, static (logger, plan) =>
    {
        PlanSummary summary = plan.Summary;
        LogMessages.PlanMade(
            logger,
            Line(plan.Environment),
            Line(plan.Project),
            summary.Create + summary.Replace,
            summary.Delete + summary.Replace,
            summary.Update,
            summary.Drift,
            summary.Unchanged);
    });

    public void Started(InfraPlan plan) => Write(LogLevel.Information, plan, static (logger, plan) =>
    {
        PlanSummary summary = plan.Summary;
        LogMessages.ApplyStarted(
            logger,
            Line(plan.Environment),
            Line(plan.Project),
            summary.Create + summary.Replace,
            summary.Delete + summary.Replace,
            summary.Update);
    });

    public void Finished(InfraPlan plan, ApplyReport report) => Write(
        LogLevel.Information,
        (plan, report),
        static (logger, s) => LogMessages.ApplyFinished(
            logger,
            Line(s.plan.Environment),
            Line(s.plan.Project),
            s.report.Count(HostOutcomeKind.Created),
            s.report.Count(HostOutcomeKind.Deleted),
            s.report.Count(HostOutcomeKind.Protected),
            s.report.Count(HostOutcomeKind.Unchanged)));

    public void Failed(InfraPlan plan, string code, ApplyReport? report) => Write(
        LogLevel.Error,
        (plan, code, report),
        static (logger, s) => LogMessages.ApplyFailed(
            logger,
            Line(s.plan.Environment),
            Line(s.plan.Project),
            s.code,
            s.report?.Count(HostOutcomeKind.Created) ?? 0,
            s.report?.Count(HostOutcomeKind.Deleted) ?? 0,
            s.report?.Count(HostOutcomeKind.Failed) ?? 0,
            s.report?.Count(HostOutcomeKind.Skipped) ?? 0,
            s.report?.Count(HostOutcomeKind.Unknown) ?? 0));

    public void Completed(string method, string path, int status, TimeSpan took, Func<string?> requestId) => Write(
        LogLevel.Debug,
        (method, path, status, took, requestId),
        static (logger, s) =>
            LogMessages.RequestCompleted(logger, s.method, s.path, s.status, (long)s.took.TotalMilliseconds, s.requestId()));

    public void NoResponse(string method, string path, Exception failure, TimeSpan took) => Write(
        LogLevel.Debug,
        (method, path, failure, took),
        static (logger, s) =>
            LogMessages.RequestFailed(logger, s.method, s.path, s.failure.GetType().Name, (long)s.took.TotalMilliseconds));

    // Each event has its own level, at most this one.
    public void Event(InfraEvent value) => Write(LogLevel.Error, value, Log);

    private static void Log(ILogger logger, InfraEvent value)
    {
        switch (value)
        {
            case HostCreating e:
                LogMessages.HostCreating(logger, Line(e.MachineName), e.Size, e.Region);
                break;
            case HostCreateIndeterminate e:
                LogMessages.HostCreateIndeterminate(logger, Line(e.MachineName), Line(e.Message));
                break;
            case HostWaiting e:
                LogMessages.HostWaiting(logger, Line(e.MachineName), e.Id.Value, Line(e.Status));
                break;
            case HostReady e:
                LogMessages.HostReady(logger, Line(e.MachineName), e.Id.Value, Line(e.PublicIpv4), Line(e.PrivateIpv4));
                break;
            case HostDeleting e:
                LogMessages.HostDeleting(logger, Line(e.MachineName), e.Id.Value, e.Reason);
                break;
            case HostDeleteDelayed e:
                LogMessages.HostDeleteDelayed(logger, Line(e.MachineName), e.Id.Value, Line(e.Message));
                break;
            case HostDeleted e:
                LogMessages.HostDeleted(logger, Line(e.MachineName), e.Id.Value, e.Reason);
                break;
            case HostFailed e:
                LogMessages.HostFailed(logger, Line(e.MachineName), e.Id?.Value, e.Code, Line(e.Message));
                break;
            case HostSkipped e:
                LogMessages.HostSkipped(logger, Line(e.MachineName), Line(e.Reason));
                break;
            case HostProtecting e:
                LogMessages.HostProtecting(logger, Line(e.MachineName), e.Id.Value);
                break;
            case HostProtected e:
                LogMessages.HostProtected(logger, Line(e.MachineName), e.Id.Value);
                break;
            case HostProbing e:
                LogMessages.HostProbing(logger, Line(e.MachineName), e.Id.Value, e.Wait);
                break;
            case HostReachable e:
                LogMessages.HostReachable(logger, Line(e.MachineName), e.Id.Value, e.Wait);
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

    // Names can come from plans and from the network: none may contain a line break.
    [return: NotNullIfNotNull(nameof(text))]
    private static string? Line(string? text) => text is null ? null : TextSanitizer.OneLine(text);

    private void Write<T>(LogLevel level, T state, Action<ILogger, T> write)
    {
        try
        {
            if (logger.IsEnabled(level))
            {
                write(logger, state);
            }
        }
        catch (Exception)
        {
            // The run continues without its log.
        }
    }
}
