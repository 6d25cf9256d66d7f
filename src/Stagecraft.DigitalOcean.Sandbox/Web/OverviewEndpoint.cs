using System.Globalization;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Model;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>What the page shows, as JSON.</summary>
internal sealed class OverviewEndpoint(SandboxApi api, Account account, SandboxOptions options)
{
    private const int MostRequests = 100;

    private readonly DateTimeOffset _startedAt = options.TimeProvider.GetUtcNow();

    public IEnumerable<SiteRoute> Routes => [SiteRoute.Read("/sandbox/account", Get)];

    private ApiResponse Get(ApiRequest request)
    {
        long since = SinceOf(request.Query);
        OverviewJson overview = api.Look((now, log, budget) =>
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
                Budget = BudgetOf(budget, now),
                RequestsTotal = log.Total,
                Requests = [.. log.Since(since, MostRequests).Select(entry => Show(entry.Number, entry.Entry))],
            };
        });
        return new ApiResponse(200, JsonSerializer.SerializeToUtf8Bytes(overview, SandboxJson.Default.OverviewJson));
    }

    private BudgetJson BudgetOf(RateLimiter budget, DateTimeOffset now) => new(
        api.Conditions.RateLimit, WindowJson.Of(budget.Hour, now), WindowJson.Of(budget.Minute, now), WindowJson.Of(budget.KeyLists, now));

    private static LoggedRequestJson Show(long number, SandboxRequest entry) => new(
        number,
        entry.Time,
        Excerpt.Of(entry.Method),
        Excerpt.Of(entry.Target),
        entry.Status,
        entry.Fault is { } fault ? FaultName.Of(fault) : null);

    private static long SinceOf(QueryString query)
    {
        if (query["since"] is not { } text)
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw ApiRefusal.Unprocessable("since must be the number of a request.");
    }
}
