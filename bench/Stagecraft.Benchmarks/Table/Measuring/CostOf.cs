using System.Globalization;
using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Events;
using Stagecraft.Providers;
using Stagecraft.Testing;

namespace Stagecraft.Benchmarks.Table.Measuring;

/// <summary>Takes what a job costs.</summary>
internal static class CostOf
{
    /// <param name="account">The account, whose clock is used.</param>
    /// <param name="job">Sends its requests through the counter, reports its events, and returns the number of hosts.</param>
    public static async Task<Cost> RunAsync(IAccount account, Func<RequestCounter, EventLog, Task<int>> job)
    {
        using RequestCounter counter = new(account.NewHandler());
        EventLog events = new();
        long began = account.Time.GetTimestamp();
        int hosts = 0;
        string? failure = null;
        try
        {
            hosts = await job(counter, events);
        }
        catch (CloudProviderException e)
        {
            failure = Short(e);
        }
        catch (HttpRequestException e)
        {
            failure = e.Message;
        }

        return new Cost
        {
            Requests = counter.Requests,
            Posts = counter.Posts,
            Refused = counter.Refused,
            Time = account.Time.GetElapsedTime(began),
            Hosts = hosts,
            Waits = [.. events.Of<RateLimitWait>()],
            Failure = failure,
        };
    }

    private static string Short(CloudProviderException e) => e.Problems.Count > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{e.Problems[0].Message} (and {e.Problems.Count - 1} problems more)")
        : e.Message.Split('\n')[0];
}
