using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Adoption;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Diagnosing;
using Stagecraft.DigitalOcean.Http;
using Stagecraft.DigitalOcean.Planning;
using Stagecraft.DigitalOcean.Readiness;
using Stagecraft.DigitalOcean.Reading;
using Stagecraft.DigitalOcean.Running;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.DigitalOcean.Telemetry;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean;

/// <summary>Provisions the hosts of a deployment as DigitalOcean droplets. Specified in <c>spec/providers/cloud/digitalocean.md</c>.
/// Safe for use by several threads; one instance keeps one request budget, so use one a token.</summary>
public sealed class DigitalOceanProvider : ICloudProvider, IEnvironmentsProvider, ICatalogProvider, IDiagnosisProvider, IOwnershipProvider, IRequestBudget, IDisposable
{
    internal const string ProviderId = "digitalocean";

    private readonly DigitalOceanProviderOptions _options;
    private readonly RateGovernor _governor;
    private readonly RecentReads _recent;
    private readonly ProviderLog _log;

    /// <summary>Creates the provider. Nothing is read or sent before the first call.</summary>
    /// <param name="options">What it is made of.</param>
    public DigitalOceanProvider(DigitalOceanProviderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _governor = new RateGovernor(options.TimeProvider);
        _recent = new RecentReads(options.TimeProvider);
        _log = ProviderLog.Of(options.LoggerFactory);
    }

    /// <inheritdoc/>
    public string Id => ProviderId;

    /// <inheritdoc/>
    public int RequestsLeft => _governor.RequestsLeft;

    /// <inheritdoc/>
    public IReadOnlyList<Problem> Validate(ConfigNode config, string? project)
    {
        ArgumentNullException.ThrowIfNull(config);
        return SettingsParser.Parse(config, project, SettingsScope.Everything, UserData.ReadFile).Problems;
    }

    /// <inheritdoc/>
    public JsonObject DescribeConfig() => SectionSchema.Create();

    /// <inheritdoc/>
    public async Task<InfraPlan> PlanAsync(PlanOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        using OperationActivity span = EngineTelemetry.Begin("plan");
        HostChoice choice = new(options.Targets, options.Replace);
        DesiredState desired = Section.Desire(options.Config, options.Project, options.Environment, options.Intent, out DigitalOceanSettings settings, choice);
        LoggedProgress progress = new(options.Progress, _log);
        using DigitalOceanClient client = Connect(settings, progress);
        PlanReading reading = await new PlanReader(client, Account(client, desired.Ownership, settings, progress))
            .ReadAsync(desired, cancellationToken)
            .ConfigureAwait(false);

        ActualState? seen = reading.Look is { } look ? Inventory.Take(desired.Ownership, look.Machines) : null;
        Problem[] problems = [.. reading.Problems, .. Preflight.Check(desired, seen, reading)];
        if (problems.Length > 0)
        {
            throw new CloudProviderException(ProviderId, problems, reading.IsTransient && problems.Length == reading.Problems.Count);
        }

        ActualState actual = seen!;
        _recent.Keep(desired, reading.Look!, reading.Key);
        span.Succeeded();
        InfraPlan plan = Planner.Diff(
            desired,
            actual,
            reading.Catalog.Sizes?.ToDictionary(s => s.Key, s => s.Value.PriceMonthly, StringComparer.Ordinal),
            reading.DropletLimit is not null);
        _log.Planned(plan);
        return plan;
    }

    /// <inheritdoc/>
    public async Task<ApplyReport> ApplyAsync(ApplyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await LoggedApply.RunAsync(_log, options.Plan, () => PerformAsync(options, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<ApplyReport> PerformAsync(ApplyOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using OperationActivity span = EngineTelemetry.Begin("apply");
        DesiredState desired = Section.DesireOf(options.Plan, options.Config, out DigitalOceanSettings settings);
        LoggedProgress progress = new(options.Progress, _log);
        using DigitalOceanClient client = Connect(settings, progress);
        Protector protector = new(
            client,
            new AccountReader(client, desired.Ownership),
            desired.Ownership,
            EngineTimeouts.Of(settings),
            new RunClock(_options.TimeProvider, () => _governor.TotalWaited),
            progress);
        RunPreparation preparation = new(client, Account(client, desired.Ownership, settings, progress), _recent, desired, options.Plan);
        try
        {
            if (options.Plan.Changes.Any(c => c.Actions == ResourceActions.Update))
            {
                bool isStopped = await protector.RunAsync(options.Plan, cancellationToken).ConfigureAwait(false);
                _recent.Forget();
                cancellationToken.ThrowIfCancellationRequested();
                if (isStopped)
                {
                    throw new OperationCanceledException(cancellationToken);
                }
            }

            RunStart start = await PreparedAsync(preparation, cancellationToken).ConfigureAwait(false);
            ApplyReport report = await RunAsync(client, start, desired, settings, options.Plan, protector, progress, cancellationToken).ConfigureAwait(false);
            span.Succeeded();
            return report;
        }
        catch (Exception e) when (protector.HasChangedAnything && e is ApiException or CloudProviderException { Report: null } or OperationCanceledException)
        {
            throw RunFailure.AfterProtection(e, options.Plan, protector.Works);
        }
        catch (ApiException e)
        {
            throw ApiProblem.Exception(e);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HostStatus>> ListHostsAsync(ListOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        DesiredState desired = Section.Desire(options.Config, options.Project, options.Environment, PlanIntent.Clear, out DigitalOceanSettings settings);
        LoggedProgress progress = new(null, _log);
        using DigitalOceanClient client = Connect(settings, progress);
        try
        {
            AccountSnapshot look = await Account(client, desired.Ownership, settings, progress).LookAsync([], cancellationToken).ConfigureAwait(false);
            return HostStatuses.Of(desired.Ownership, look.Machines, Section.HostsOf(options.Config, options.Environment));
        }
        catch (ApiException e)
        {
            throw ApiProblem.Exception(e);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AccountEnvironment>> ListEnvironmentsAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        using DigitalOceanClient client = Connect(Section.Connection(options.Config, options.Project), new LoggedProgress(options.Progress, _log));
        try
        {
            IReadOnlyList<Machine> droplets = await AccountReading.ReadAsync(client, cancellationToken).ConfigureAwait(false);
            return EnvironmentList.Of(droplets, options.Project, e => Section.DeclaredHostsOf(options.Config, e));
        }
        catch (ApiException e)
        {
            throw ApiProblem.Exception(e);
        }
    }

    /// <inheritdoc/>
    public async Task<OwnershipChange> PreviewAsync(OwnershipOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        (AdoptionRun run, DigitalOceanClient client) = Begin(options);
        using (client)
        {
            return await run.PreviewAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<CloudCatalog> ReadCatalogAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        using DigitalOceanClient client = Connect(Section.Connection(options.Config, options.Project), new LoggedProgress(options.Progress, _log));
        try
        {
            return await CatalogReader.ReadAsync(client, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            throw ApiProblem.Exception(e);
        }
    }

    /// <inheritdoc/>
    public async Task<OwnershipResult> ApplyChangeAsync(OwnershipOptions options, OwnershipChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(change);
        cancellationToken.ThrowIfCancellationRequested();
        (AdoptionRun run, DigitalOceanClient client) = Begin(options);
        using (client)
        {
            try
            {
                return await run.ApplyChangeAsync(change, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _recent.Forget();
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Diagnosis>> DiagnoseAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        DiagnosticResults findings = new DiagnosticResults();
        try
        {
            DigitalOceanSettings settings = Section.Connection(options.Config, options.Project);
            string? token = TokenCheck.Tell(findings, settings.TokenEnv, _options.GetEnvironmentVariable);
            using DigitalOceanClient client = Connect(token ?? TokenCheck.None, new LoggedProgress(options.Progress, _log));
            await new DiagnosticRun(client, _governor, _options.TimeProvider, findings)
                .RunAsync(options, _options.ApiUrl, hasToken: token is not null, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CloudProviderException e)
        {
            findings.Fail(Checks.Token, e.Problems[0]);
        }

        return findings.All("not checked: the account cannot be asked");
    }

    /// <inheritdoc/>
    public void Dispose() => _governor.Dispose();

    private static async Task<RunStart> PreparedAsync(RunPreparation preparation, CancellationToken cancellationToken)
    {
        using OperationActivity span = EngineTelemetry.Begin("prepare");
        RunStart start = await preparation.PrepareAsync(cancellationToken).ConfigureAwait(false);
        span.Succeeded();
        return start;
    }

    private (AdoptionRun Run, DigitalOceanClient Client) Begin(OwnershipOptions options)
    {
        PlanIntent intent = options.Action == OwnershipAction.Adopt ? PlanIntent.Converge : PlanIntent.Clear;
        DesiredState desired = Section.Desire(options.Config, options.Project, options.Environment, intent, out DigitalOceanSettings settings);
        LoggedProgress progress = new(options.Progress, _log);
        DigitalOceanClient client = Connect(settings, progress);
        RunClock clock = new(_options.TimeProvider, () => _governor.TotalWaited);
        return (new(client, Account(client, desired.Ownership, settings, progress), desired, options, EngineTimeouts.Of(settings), clock), client);
    }

    private async Task<ApplyReport> RunAsync(
        DigitalOceanClient client,
        RunStart start,
        DesiredState desired,
        DigitalOceanSettings settings,
        InfraPlan plan,
        Protector protector,
        LoggedProgress progress,
        CancellationToken cancellationToken)
    {
        using OperationActivity span = EngineTelemetry.Begin("converge");
        RunClock clock = new(_options.TimeProvider, () => _governor.TotalWaited);
        Reconciler convergence = RunStartup.Begin(desired, plan, start, EngineTimeouts.Of(settings), clock);
        AccountReader reader = new(client, desired.Ownership);
        RunObserver look = new(client, reader, Account(client, desired.Ownership, settings, progress), desired.Ownership, clock);
        look.Begin(start.Look);
        bool interrupted = await new RunLoop(client, look, convergence, start.Key?.Id, clock, progress)
            .RunAsync(cancellationToken)
            .ConfigureAwait(false);
        _recent.Forget();
        if (interrupted && !convergence.HasChangedAnything && !protector.HasChangedAnything)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        ApplyReport run = OutcomeReport.Of(convergence, plan, [.. start.Look.Machines.Where(desired.Ownership.Owns)], RunStartup.Kept(desired, start), interrupted);
        ApplyReport ran = OutcomeReport.With(run, protector.Works);
        ApplyReport report = ran.IsInterrupted ? ran : await HostReadiness.WaitAsync(_options, ran, desired, settings, progress, cancellationToken).ConfigureAwait(false);
        if (!report.Succeeded)
        {
            throw RunFailure.Of(report, convergence.HasChangedAnything || protector.HasChangedAnything, plan.Replace.Count > 0);
        }

        span.Succeeded();
        return report;
    }

    private SettledAccount Account(
        DigitalOceanClient client,
        Ownership ownership,
        DigitalOceanSettings settings,
        IProgress<InfraEvent>? progress) =>
        new(
            client,
            new AccountReader(client, ownership),
            ownership,
            _options.TimeProvider,
            settings.SettleWindow,
            settings.PollInterval,
            progress);

    private DigitalOceanClient Connect(DigitalOceanSettings settings, IProgress<InfraEvent>? progress) =>
        Connect(ApiToken.Read(settings.TokenEnv, _options.GetEnvironmentVariable), progress);

    private DigitalOceanClient Connect(string token, IProgress<InfraEvent>? progress) =>
        new(_options.ApiUrl, token, _options.Handler ?? _options.CreateHandler?.Invoke(), _governor, _options.TimeProvider, _options.Random, progress, _log);
}
