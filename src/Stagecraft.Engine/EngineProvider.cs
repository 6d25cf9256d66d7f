using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine.Adoption;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Telemetry;

namespace Stagecraft.Engine;

/// <summary>A provider on top of a driver: plans, applies, lists and adopts. Safe for use by several threads.</summary>
public class EngineProvider : ICloudProvider, IEnvironmentsProvider, IOwnershipProvider, IReservationProvider
{
    private readonly ICloudDriver _driver;
    private readonly EngineOptions _options;
    private readonly RecentReads _recent;
    private readonly ProviderLog _log;
    private readonly ConditionalWeakTable<ConfigNode, DeclaredConfig> _configs = [];

    /// <summary>Creates the provider. Nothing is read or sent before the first call.</summary>
    /// <param name="driver">The cloud.</param>
    /// <param name="options">What the engine uses.</param>
    public EngineProvider(ICloudDriver driver, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(driver);
        ArgumentNullException.ThrowIfNull(options);
        _driver = driver;
        _options = options;
        _recent = new RecentReads(options.TimeProvider);
        _log = ProviderLog.Of(options.LoggerFactory);
    }

    /// <inheritdoc/>
    public string Id => Terms.Provider;

    private CloudTerms Terms => _driver.Terms;

    /// <inheritdoc/>
    public IReadOnlyList<Problem> Validate(ConfigNode config, string? project)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Read(config, project).Problems;
    }

    /// <inheritdoc/>
    public JsonObject DescribeConfig() => _driver.DescribeConfig();

    /// <inheritdoc/>
    public async Task<InfraPlan> PlanAsync(PlanOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        InfraPlan plan = await EngineTelemetry.TraceAsync("plan", () => ReadPlanAsync(options, cancellationToken)).ConfigureAwait(false);
        _log.Planned(plan);
        return plan;
    }

    /// <inheritdoc/>
    public async Task<ApplyReport> ApplyAsync(ApplyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        _log.Started(options.Plan);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            DeclaredConfig config = Read(options.Config, options.Plan.Project);
            DesiredState desired = DesiredState.Of(Terms, config, options.Plan);
            Budget.Require(options.Plan, options.MonthlyMax ?? MonthlyMax(config, options.Plan.Environment), Terms);
            AccountLimits.Require(options.Plan, Terms);
            using AccountSession session = Begin(config, desired, options.Progress);
            if (options.Snapshot && !session.Account.Facts.HasActions)
            {
                throw Terms.Failure(ErrorCodes.Refused, $"the provider '{Id}' cannot create snapshots of {Terms.Machines}");
            }

            int maxUnavailable = MaxUnavailable(options.MaxUnavailable, config, options.Plan.Environment);
            ApplyCall call = new(session, options.Plan, _recent, _options.HostProbe, maxUnavailable, options.Snapshot);
            ApplyReport report = await call.RunAsync(cancellationToken).ConfigureAwait(false);
            _log.Finished(options.Plan, report);
            return report;
        }
        catch (Exception e) when (e is CloudProviderException or OperationCanceledException)
        {
            _log.Failed(options.Plan, e as CloudProviderException);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HostStatus>> ListHostsAsync(ListOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        DeclaredConfig config = Read(options.Config, options.Project);
        Ownership ownership = new(options.Project, options.Environment, config.MachineNames);
        DesiredState desired = DesiredState.Of(Terms, config, ownership, PlanIntent.Down, HostChoice.All);
        using AccountSession session = Begin(config, desired, options.Progress);
        AccountSnapshot snapshot = await TranslateAsync(new SettledReader(session).ReadAsync([], cancellationToken)).ConfigureAwait(false);
        return HostStatuses.Of(desired.Ownership, snapshot.Machines, session.Names.Hosts);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AccountEnvironment>> ListEnvironmentsAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        DeclaredConfig config = Connectable(options);
        using ICloudAccount account = new CheckedAccount(Open(config, options.Progress, out _));
        Task<AccountSnapshot> read = account.ReadAsync(new SnapshotRequest { OwnerTag = null }, cancellationToken);
        Preflight? prices = options.WithPrices
            ? await TranslateAsync(account.ReadPreflightAsync([], cancellationToken)).ConfigureAwait(false)
            : null;
        IReadOnlyList<Machine> machines = TagPermission.Require((await TranslateAsync(read).ConfigureAwait(false)).Machines, Terms);
        prices = prices is null
            ? null
            : await TranslateAsync(account.ReadPricesAsync(prices, machines, cancellationToken)).ConfigureAwait(false);
        Func<IEnumerable<Machine>, decimal?>? price = prices is null ? null : new Pricing(Terms.Currency, prices).Sum;
        return EnvironmentList.Of(
            machines, options.Project, config.MachineNames, e => config.Names.GetValueOrDefault(e)?.Hosts, price);
    }

    /// <inheritdoc/>
    public async Task<OwnershipChange> PreviewAsync(OwnershipOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        using AccountSession session = Begin(options);
        return await new AdoptionPreview(session, options).ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<OwnershipResult> ApplyChangeAsync(
        OwnershipOptions options, OwnershipChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(change);
        cancellationToken.ThrowIfCancellationRequested();
        using AccountSession session = Begin(options);
        try
        {
            return await new OwnershipCall(session, options).ApplyAsync(change, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _recent.Forget();
        }
    }

    /// <inheritdoc/>
    public async Task<AddressReservation> PreviewReservationAsync(ReservationOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        using AccountSession session = Begin(options, options.Environment, PlanIntent.Converge);
        return await new ReservationCall(session, options).PreviewAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<AddressReservation> ReserveAsync(
        ReservationOptions options, AddressReservation preview, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(preview);
        cancellationToken.ThrowIfCancellationRequested();
        using AccountSession session = Begin(options, options.Environment, PlanIntent.Converge);
        return await new ReservationCall(session, options).ReserveAsync(preview, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects to the account of a config.</summary>
    /// <param name="options">The config.</param>
    /// <exception cref="CloudProviderException">The config has problems that prevent a connection, or the credentials are
    /// missing.</exception>
    protected ICloudAccount Connect(AccountOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Open(Connectable(options), options.Progress, out _);
    }

    private async Task<InfraPlan> ReadPlanAsync(PlanOptions options, CancellationToken cancellationToken)
    {
        DeclaredConfig config = Read(options.Config, options.Project);
        Ownership ownership = new(options.Project, options.Environment, config.MachineNames);
        HostChoice choice = new(options.Targets, options.Replace, options.Resize, options.PowerOn)
        { GrowsDisk = options.GrowDisk, Surge = options.Surge };
        DesiredState desired = DesiredState.Of(Terms, config, ownership, options.Intent, choice);
        using AccountSession session = Begin(config, desired, options.Progress);
        PlanReader reader = new(session);
        (AccountSnapshot? snapshot, Preflight preflight, IReadOnlyList<(IResourceKind Kind, ResourceList List)> lists) =
            await TranslateAsync(reader.ReadAsync(cancellationToken)).ConfigureAwait(false);
        ActualState? actual = snapshot is null
            ? null
            : Inventory.Classify(desired.Ownership, snapshot.Machines, omitsTerminating: options.Intent == PlanIntent.Converge);
        IReadOnlyList<Problem> choiceProblems = actual is null ? [] : [.. ChoiceCheck.Check(desired, actual, session.Account.Facts)];
        desired = actual is null ? desired : desired.Resolved(actual);
        ResourceState? resources = actual is null ? null : ResourceState.Of(desired, lists, actual);
        ResourcePlanner? planner = resources is null ? null : new(desired, resources, options.AllowLoss);
        if (actual is not null && PlanChecks.Created(desired, actual).Length > 0)
        {
            preflight = await TranslateAsync(reader.CompleteAsync(cancellationToken)).ConfigureAwait(false);
        }

        IReadOnlyList<Problem> unread = reader.Problems;
        Problem[] problems = [.. unread, .. choiceProblems, .. PlanChecks.Check(desired, actual, preflight), .. planner?.Problems() ?? []];
        if (problems.Length > 0)
        {
            throw new CloudProviderException(Id, problems, reader.IsTransient && problems.Length == unread.Count);
        }

        _recent.Keep(session, snapshot!);
        InfraPlan plan = UndeclaredCheck.Warn(
            Planner.Diff(desired, actual!, preflight, resources), desired, config, snapshot!, lists, preflight);
        plan = RenamedHosts.Warn(plan, desired, session.Account.Facts, resources!);
        plan = planner!.AddTo(plan with
        {
            NotCompared = [.. plan.NotCompared, .. reader.NotCompared],
            Warnings =
            [
                .. plan.Warnings,
                .. options.Intent == PlanIntent.Down ? [] : config.Warnings.GetValueOrDefault(options.Environment, []),
                .. PlanWarnings.OfRollout(desired, plan, MaxUnavailable(options.MaxUnavailable, config, options.Environment)),
            ],
        });
        plan = Budget.Warn(plan, options.MonthlyMax ?? MonthlyMax(config, options.Environment), actual!, desired, preflight);
        int surge = Rollout.Added(
            plan, desired, actual!, MaxUnavailable(options.MaxUnavailable, config, options.Environment));
        plan = DriftChecks.Warn(AccountLimits.Warn(plan, preflight, snapshot!, lists, surge), desired, preflight);
        return plan with { Requests = PlanRequests.Count(plan.Changes, desired, session.Account.Facts) };
    }

    private AccountSession Begin(OwnershipOptions options) => Begin(
        options,
        options.Environment,
        options.Action is OwnershipAction.Adopt or OwnershipAction.Rename ? PlanIntent.Converge : PlanIntent.Down);

    private AccountSession Begin(AccountOptions options, string environment, PlanIntent intent)
    {
        DeclaredConfig config = Read(options.Config, options.Project);
        Ownership ownership = new(options.Project, environment, config.MachineNames);
        DesiredState desired = DesiredState.Of(Terms, config, ownership, intent, HostChoice.All);
        return Begin(config, desired, options.Progress);
    }

    private static int MaxUnavailable(int? most, DeclaredConfig config, string environment) =>
        Math.Max(1, most ?? config.MaxUnavailable.GetValueOrDefault(environment, 1));

    private static decimal? MonthlyMax(DeclaredConfig config, string environment) =>
        config.Budgets.TryGetValue(environment, out decimal max) ? max : null;

    /// <summary>The config, if its connection has no problems.</summary>
    /// <param name="options">The config.</param>
    /// <exception cref="CloudProviderException">The connection has problems.</exception>
    protected DeclaredConfig Connectable(AccountOptions options)
    {
        DeclaredConfig config = Read(options.Config, options.Project);
        return config.ConnectionProblems.Count == 0 ? config : throw new CloudProviderException(Id, config.ConnectionProblems);
    }

    // A section is read once, however many calls use it.
    private DeclaredConfig Read(ConfigNode section, string? project)
    {
        if (_configs.TryGetValue(section, out DeclaredConfig? config) && config.Project == project)
        {
            return config;
        }

        config = _driver.Read(section, project) with { Project = project };
        _configs.AddOrUpdate(section, config);
        return config;
    }

    private AccountSession Begin(DeclaredConfig config, DesiredState desired, IProgress<InfraEvent>? listener)
    {
        CheckedAccount account = new(Open(config, listener, out IProgress<InfraEvent> progress, desired));
        return new(account, desired, config, _options.TimeProvider, progress);
    }

    private ICloudAccount Open(
        DeclaredConfig config, IProgress<InfraEvent>? listener, out IProgress<InfraEvent> progress, DesiredState? desired = null)
    {
        progress = new SerialProgress(listener, _log.Event);
        DeclaredHost[] hosts = [.. (desired?.Hosts ?? []).Select(h => h.Declared)];
        return _driver.Connect(
            config,
            new CloudContext(_options.TimeProvider, progress) { Environment = desired?.Ownership.Environment, Hosts = hosts, Log = _log });
    }

    private async Task<T> TranslateAsync<T>(Task<T> read)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            throw Terms.Failure(e);
        }
    }
}
