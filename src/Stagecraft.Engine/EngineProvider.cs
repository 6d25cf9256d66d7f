using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Telemetry;

namespace Stagecraft.Engine;

/// <summary>A provider on top of a driver: plans, applies, lists and adopts. Safe for use by several threads.</summary>
public class EngineProvider : ICloudProvider, IEnvironmentsProvider, IOwnershipProvider
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
        using OperationActivity activity = EngineTelemetry.Begin("plan");
        DeclaredConfig config = Read(options.Config, options.Project);
        Ownership ownership = new(options.Project, options.Environment, config.MachineNames);
        DesiredState desired = DesiredState.Of(Terms, config, ownership, options.Intent, new HostChoice(options.Targets, options.Replace));
        using ICloudAccount account = Connect(config, options.Progress, out IProgress<InfraEvent> progress);
        AccountSession session = Session(account, desired, config, progress);
        PlanReader reader = new(session, new SettledReader(session));
        PlanReading reading = await reader.ReadAsync(desired, cancellationToken).ConfigureAwait(false);
        ActualState? actual = reading.Snapshot is { } snapshot ? Inventory.Classify(desired.Ownership, snapshot.Machines) : null;
        Problem[] problems = [.. reading.Problems, .. PlanChecks.Check(desired, actual, reading.Snapshot, reading.Preflight)];
        if (problems.Length > 0)
        {
            throw new CloudProviderException(Id, problems, reading.IsTransient && problems.Length == reading.Problems.Count);
        }

        _recent.Keep(config, desired, reading.Snapshot!);
        activity.Succeeded();
        InfraPlan plan = Planner.Diff(desired, actual!, reading.Preflight);
        plan = plan with { Requests = PlanRequests.Count(plan.Changes, desired, account.Facts) };
        _log.Planned(plan);
        return plan;
    }

    /// <inheritdoc/>
    public async Task<ApplyReport> ApplyAsync(ApplyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await LoggedApply.RunAsync(_log, options.Plan, () => RunAsync(options, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HostStatus>> ListHostsAsync(ListOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        DeclaredConfig config = Read(options.Config, options.Project);
        Ownership ownership = new(options.Project, options.Environment, config.MachineNames);
        DesiredState desired = DesiredState.Of(Terms, config, ownership, PlanIntent.Down, HostChoice.All);
        using ICloudAccount account = Connect(config, null, out IProgress<InfraEvent> progress);
        AccountSession session = Session(account, desired, config, progress);
        AccountSnapshot snapshot = await TranslateAsync(new SettledReader(session).ReadAsync([], cancellationToken)).ConfigureAwait(false);
        return HostStatuses.Of(desired.Ownership, snapshot.Machines, Names(config, options.Environment).Hosts);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AccountEnvironment>> ListEnvironmentsAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        DeclaredConfig config = Connectable(options);
        using ICloudAccount account = Connect(config, options.Progress, out _);
        Task<AccountSnapshot> read = account.ReadAsync(new SnapshotRequest { OwnerTag = null }, cancellationToken);
        IReadOnlyList<Machine> machines = TagPermission.Require((await TranslateAsync(read).ConfigureAwait(false)).Machines, Terms);
        return EnvironmentList.Of(machines, options.Project, config.MachineNames, e => config.Names.GetValueOrDefault(e)?.Hosts);
    }

    /// <inheritdoc/>
    public async Task<OwnershipChange> PreviewAsync(OwnershipOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        using ICloudAccount account = Adopt(options, out OwnershipCall call);
        return await call.PreviewAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<OwnershipResult> ApplyChangeAsync(
        OwnershipOptions options, OwnershipChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(change);
        cancellationToken.ThrowIfCancellationRequested();
        using ICloudAccount account = Adopt(options, out OwnershipCall call);
        try
        {
            return await call.ApplyAsync(change, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _recent.Forget();
        }
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

    private async Task<ApplyReport> RunAsync(ApplyOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DeclaredConfig config = Read(options.Config, options.Plan.Project);
        DesiredState desired = DesiredState.Of(Terms, config, options.Plan);
        using ICloudAccount account = Connect(config, options.Progress, out IProgress<InfraEvent> progress);
        return await new ApplyCall(Session(account, desired, config, progress), config, desired, options.Plan, _recent)
            .RunAsync(_options.HostProbe, cancellationToken)
            .ConfigureAwait(false);
    }

    private ICloudAccount Adopt(OwnershipOptions options, out OwnershipCall call)
    {
        PlanIntent intent = options.Action == OwnershipAction.Adopt ? PlanIntent.Converge : PlanIntent.Down;
        DeclaredConfig config = Read(options.Config, options.Project);
        Ownership ownership = new(options.Project, options.Environment, config.MachineNames);
        DesiredState desired = DesiredState.Of(Terms, config, ownership, intent, HostChoice.All);
        ICloudAccount account = Connect(config, options.Progress, out IProgress<InfraEvent> progress);
        AccountSession session = Session(account, desired, config, progress);
        call = new OwnershipCall(session, desired, Names(config, options.Environment), options);
        return account;
    }

    private static DeclaredNames Names(DeclaredConfig config, string environment) =>
        config.Names.GetValueOrDefault(environment, DeclaredNames.None);

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

    private ICloudAccount Connect(DeclaredConfig config, IProgress<InfraEvent>? listener, out IProgress<InfraEvent> progress) =>
        new CheckedAccount(Open(config, listener, out progress));

    private ICloudAccount Open(DeclaredConfig config, IProgress<InfraEvent>? listener, out IProgress<InfraEvent> progress)
    {
        progress = new SerialProgress(listener, _log.Event);
        return _driver.Connect(config, new CloudContext(_options.TimeProvider, progress) { Log = _log });
    }

    private AccountSession Session(ICloudAccount account, DesiredState desired, DeclaredConfig config, IProgress<InfraEvent> progress) =>
        new(account, Terms, desired.Ownership, config.Timeouts, _options.TimeProvider, progress);

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
