using Microsoft.Extensions.Logging;

namespace Stagecraft.Engine.Telemetry;

/// <summary>The log messages (spec digitalocean.md 15.7).</summary>
internal static partial class LogMessages
{
    [LoggerMessage(
        1001,
        LogLevel.Information,
        "plan for {Environment} of {Project}: " +
        "{Create} to create, {Delete} to delete, {Update} to update, {Drift} drifted, {Unchanged} unchanged")]
    public static partial void PlanMade(
        ILogger logger, string environment, string? project, int create, int delete, int update, int drift, int unchanged);

    [LoggerMessage(
        1002, LogLevel.Information, "applying {Environment} of {Project}: {Create} to create, {Delete} to delete, {Update} to update")]
    public static partial void ApplyStarted(ILogger logger, string environment, string? project, int create, int delete, int update);

    [LoggerMessage(
        1003,
        LogLevel.Information,
        "applied {Environment} of {Project}: {Created} created, {Deleted} deleted, {Updated} updated, {Unchanged} unchanged")]
    public static partial void ApplyFinished(
        ILogger logger, string environment, string? project, int created, int deleted, int updated, int unchanged);

    [LoggerMessage(
        1004,
        LogLevel.Error,
        "applying {Environment} of {Project} did not succeed ({Code}): " +
        "{Created} created, {Deleted} deleted, {Failed} failed, {Skipped} skipped, {Unknown} unknown")]
    public static partial void ApplyFailed(
        ILogger logger, string environment, string? project, string code, int created, int deleted, int failed, int skipped, int unknown);

    [LoggerMessage(1101, LogLevel.Information, "{Machine}: creating, {Size} in {Region}")]
    public static partial void HostCreating(ILogger logger, string machine, string size, string region);

    [LoggerMessage(
        1102, LogLevel.Warning, "{Machine}: the create has no definitive response, checking whether the machine exists: {Reason}")]
    public static partial void HostCreateIndeterminate(ILogger logger, string machine, string reason);

    [LoggerMessage(1103, LogLevel.Debug, "{Machine} ({Id}): {Status}")]
    public static partial void HostWaiting(ILogger logger, string machine, string id, string status);

    [LoggerMessage(1104, LogLevel.Information, "{Machine} ({Id}): ready, {PublicIpv4}, {PrivateIpv4}")]
    public static partial void HostReady(ILogger logger, string machine, string id, string? publicIpv4, string? privateIpv4);

    [LoggerMessage(1105, LogLevel.Information, "{Machine} ({Id}): deleting, {Reason}")]
    public static partial void HostDeleting(ILogger logger, string machine, string id, DeleteReason reason);

    [LoggerMessage(1106, LogLevel.Information, "{Machine} ({Id}): deleted, {Reason}")]
    public static partial void HostDeleted(ILogger logger, string machine, string id, DeleteReason reason);

    [LoggerMessage(1107, LogLevel.Error, "{Machine} ({Id}): failed, {Code}: {Reason}")]
    public static partial void HostFailed(ILogger logger, string machine, string? id, string code, string reason);

    [LoggerMessage(1108, LogLevel.Warning, "{Machine}: skipped: {Reason}")]
    public static partial void HostSkipped(ILogger logger, string machine, string reason);

    [LoggerMessage(1109, LogLevel.Information, "{Machine} ({Id}): updating")]
    public static partial void HostUpdating(ILogger logger, string machine, string id);

    [LoggerMessage(1110, LogLevel.Information, "{Machine} ({Id}): updated")]
    public static partial void HostUpdated(ILogger logger, string machine, string id);

    [LoggerMessage(1111, LogLevel.Debug, "{Machine} ({Id}): probing {Wait}")]
    public static partial void HostProbing(ILogger logger, string machine, string id, string wait);

    [LoggerMessage(1112, LogLevel.Information, "{Machine} ({Id}): {Wait} is ready")]
    public static partial void HostReachable(ILogger logger, string machine, string id, string wait);

    [LoggerMessage(1113, LogLevel.Warning, "{Machine} ({Id}): the delete is refused for now: {Reason}")]
    public static partial void HostDeleteDelayed(ILogger logger, string machine, string id, string reason);

    [LoggerMessage(1114, LogLevel.Information, "{Kind} {Resource} ({Id}): {Action} started")]
    public static partial void ResourceStarted(ILogger logger, string kind, string resource, string? id, ResourceActions action);

    [LoggerMessage(1115, LogLevel.Debug, "{Kind} {Resource} ({Id}): {Status}")]
    public static partial void ResourceWaiting(ILogger logger, string kind, string resource, string? id, string status);

    [LoggerMessage(1116, LogLevel.Information, "{Kind} {Resource} ({Id}): {Action} completed")]
    public static partial void ResourceCompleted(ILogger logger, string kind, string resource, string? id, ResourceActions action);

    [LoggerMessage(1117, LogLevel.Error, "{Kind} {Resource} ({Id}): failed, {Code}: {Reason}")]
    public static partial void ResourceFailed(ILogger logger, string kind, string resource, string? id, string code, string reason);

    [LoggerMessage(1118, LogLevel.Warning, "{Kind} {Resource}: skipped: {Reason}")]
    public static partial void ResourceSkipped(ILogger logger, string kind, string resource, string reason);

    [LoggerMessage(1119, LogLevel.Information, "{Machine} ({Id}): snapshot {Snapshot}, {State}")]
    public static partial void HostSnapshot(ILogger logger, string machine, string id, string snapshot, SnapshotState state);

    [LoggerMessage(1201, LogLevel.Warning, "{Method} {Path}: attempt {Attempt} failed ({Status}), retrying in {Wait}")]
    public static partial void RetryScheduled(ILogger logger, string method, string path, int attempt, int? status, TimeSpan wait);

    [LoggerMessage(1202, LogLevel.Information, "waiting {Wait} for the rate limit ({Limit})")]
    public static partial void RateLimitWait(ILogger logger, TimeSpan wait, string limit);

    [LoggerMessage(1203, LogLevel.Information, "waiting {Wait} for the API to become consistent")]
    public static partial void SettleWait(ILogger logger, TimeSpan wait);

    [LoggerMessage(1301, LogLevel.Debug, "{Method} {Path}: {Status} in {Milliseconds} ms, request {RequestId}")]
    public static partial void RequestCompleted(
        ILogger logger, string method, string path, int status, long milliseconds, string? requestId);

    [LoggerMessage(1302, LogLevel.Debug, "{Method} {Path}: no response, {ErrorType} after {Milliseconds} ms")]
    public static partial void RequestFailed(ILogger logger, string method, string path, string errorType, long milliseconds);
}
