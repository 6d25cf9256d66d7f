namespace Stagecraft.Engine.Telemetry;

/// <summary>Logs how an apply begins and ends.</summary>
internal static class LoggedApply
{
    private const string Cancelled = "cancelled";

    public static async Task<ApplyReport> RunAsync(ProviderLog log, InfraPlan plan, Func<Task<ApplyReport>> apply)
    {
        log.Started(plan);
        try
        {
            ApplyReport report = await apply().ConfigureAwait(false);
            log.Finished(plan, report);
            return report;
        }
        catch (CloudProviderException e)
        {
            log.Failed(plan, e.Code, e.Report);
            throw;
        }
        catch (OperationCanceledException)
        {
            log.Failed(plan, Cancelled, null);
            throw;
        }
    }
}
