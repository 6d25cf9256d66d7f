using System.Globalization;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.Sandbox.Faults;
using Stagecraft.Sandbox.Web;

namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>The data of the page as JSON.</summary>
internal sealed class OverviewEndpoint(SandboxApi api, Account account, SandboxOptions options)
{
    private const int MaxRequests = 100;

    private readonly DateTimeOffset _startedAt = options.TimeProvider.GetUtcNow();

    public IEnumerable<SiteRoute> Routes => [SiteRoute.Read("/sandbox/account", Get)];

    private ApiResponse Get(ApiRequest request)
    {
        long since = SinceOf(request.Query);
        OverviewJson overview = api.ReadSnapshot((now, log, budget) =>
        {
            DropletOverview droplets = new DropletOverview(account.Droplets.Newest(now), now);
            return new OverviewJson
            {
                Now = now,
                StartedAt = _startedAt,
                DropletLimit = options.DropletLimit,
                DropletsTotal = droplets.Total,
                EnvironmentsTotal = droplets.EnvironmentsTotal,
                Environments = droplets.Environments,
                Droplets = droplets.Newest,
                Resources = new OverviewJson.ResourceCountsJson(
                    account.Firewalls.Count(), account.Volumes.Count(), account.ReservedIps.Count(), account.LoadBalancers.Count()),
                Budget = BudgetOf(budget, now),
                RequestsTotal = log.Total,
                Requests = [.. log.Since(since, MaxRequests).Select(entry => ToJson(entry.Number, entry.Entry))],
            };
        });
        return new ApiResponse(200, JsonSerializer.SerializeToUtf8Bytes(overview, SandboxJson.Default.OverviewJson));
    }

    private OverviewJson.BudgetJson BudgetOf(RateLimiter budget, DateTimeOffset now) => new(
        api.Conditions.RateLimit, WindowOf(budget.Hour, now), WindowOf(budget.Minute, now), WindowOf(budget.KeyLists, now));

    private static OverviewJson.WindowJson WindowOf(SlidingWindow window, DateTimeOffset now) => new(window.Limit, window.Remaining(now));

    private static OverviewJson.RequestJson ToJson(long number, SandboxRequest entry) => new(
        number,
        entry.Time,
        Excerpt.Of(entry.Method),
        Excerpt.Of(entry.Target),
        entry.Status,
        entry.Fault is { } fault ? FaultKinds.NameOf(fault) : null);

    private static long SinceOf(QueryString query)
    {
        if (query["since"] is not { } text)
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw ApiError.Unprocessable("since must be the number of a request.");
    }
}
