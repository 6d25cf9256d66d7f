using Stagecraft.Cli.Cloud;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Diagnosing;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>A provider with the results that a test sets; it records the calls.</summary>
internal sealed class FakeProvider : ICloudProvider, IEnvironmentsProvider, ICatalogProvider, IDiagnosisProvider, IOwnershipProvider,
IReservationProvider, IRequestBudget
{
    internal InfraPlan Plan { get; set; } = Samples.Plan();

    internal IReadOnlyList<Problem> Problems { get; set; } = [];

    internal IReadOnlyList<HostStatus> Hosts { get; set; } = [];

    internal IReadOnlyList<AccountEnvironment> Environments { get; set; } = [];

    internal CloudCatalog Offer { get; set; } = Samples.Offer;

    internal IReadOnlyList<Diagnosis> DiagnosticResults { get; set; } = [];

    internal AccountOptions? Asked { get; private set; }

    internal IReadOnlyList<InfraEvent> PlanEvents { get; set; } = [];

    internal IReadOnlyList<InfraEvent> ApplyEvents { get; set; } = [];

    internal ApplyReport Report { get; set; } = new([]);

    internal Exception? PlanFailure { get; set; }

    internal Exception? ApplyFailure { get; set; }

    internal Action? OnApply { get; set; }

    internal Action? AfterEvents { get; set; }

    internal Action? OnPlan { get; set; }

    internal OwnershipChange? Change { get; set; }

    /// <summary>Whether a change of tags is confirmed.</summary>
    internal bool IsSeen { get; set; } = true;

    internal OwnershipOptions? Previewed { get; private set; }

    internal OwnershipChange? CarriedOut { get; private set; }

    /// <summary>The reservation with its address; the preview has none.</summary>
    internal AddressReservation? Reservation { get; set; }

    internal ReservationOptions? ReservedFor { get; private set; }

    internal PlanOptions? Planned { get; private set; }

    /// <summary>What a run does that takes time; before the events above.</summary>
    internal Func<ApplyOptions, CancellationToken, Task>? Applying { get; set; }

    public int RequestsLeft { get; set; } = 238;

    internal ApplyOptions? Applied { get; private set; }

    internal ListOptions? Listed { get; private set; }

    internal ProviderContext? Context { get; set; }

    public string Id => "digitalocean";

    public IReadOnlyList<Problem> Validate(ConfigNode config, string? project) => Problems;

    public System.Text.Json.Nodes.JsonObject DescribeConfig() => [];

    public Task<InfraPlan> PlanAsync(PlanOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Planned = options;
        OnPlan?.Invoke();
        Context!.GetEnvironmentVariable("DO_TOKEN");
        foreach (InfraEvent happened in PlanEvents)
        {
            options.Progress?.Report(happened);
        }

        return PlanFailure is null
            ? Task.FromResult(Plan with { Environment = options.Environment, Project = options.Project })
            : Task.FromException<InfraPlan>(PlanFailure);
    }

    public async Task<ApplyReport> ApplyAsync(ApplyOptions options, CancellationToken cancellationToken)
    {
        Applied = options;
        OnApply?.Invoke();
        if (Applying is not null)
        {
            await Applying(options, cancellationToken);
        }

        foreach (InfraEvent happened in ApplyEvents)
        {
            options.Progress?.Report(happened);
        }

        AfterEvents?.Invoke();
        return ApplyFailure is null ? Report : throw ApplyFailure;
    }

    public Task<OwnershipChange> PreviewAsync(OwnershipOptions options, CancellationToken cancellationToken)
    {
        Previewed = options;
        return Task.FromResult(Change!);
    }

    public Task<OwnershipResult> ApplyChangeAsync(OwnershipOptions options, OwnershipChange change, CancellationToken cancellationToken)
    {
        CarriedOut = change;
        OnApply?.Invoke();
        return Task.FromResult(new OwnershipResult(change, IsSeen, null));
    }

    public Task<AddressReservation> PreviewReservationAsync(ReservationOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(Reservation! with { Address = null, IsConfirmed = false });

    public Task<AddressReservation> ReserveAsync(
        ReservationOptions options, AddressReservation preview, CancellationToken cancellationToken)
    {
        ReservedFor = options;
        OnApply?.Invoke();
        return Task.FromResult(Reservation!);
    }

    public Task<IReadOnlyList<HostStatus>> ListHostsAsync(ListOptions options, CancellationToken cancellationToken)
    {
        Listed = options;
        return Task.FromResult(Hosts);
    }

    public Task<IReadOnlyList<AccountEnvironment>> ListEnvironmentsAsync(AccountOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(Environments);

    public Task<CloudCatalog> ReadCatalogAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        Asked = options;
        return Task.FromResult(Offer);
    }

    public Task<IReadOnlyList<Diagnosis>> DiagnoseAsync(AccountOptions options, CancellationToken cancellationToken)
    {
        Asked = options;
        return Task.FromResult(DiagnosticResults);
    }
}
