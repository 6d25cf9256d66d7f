using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine;

/// <summary>Reserves an address for a host (spec interface.md 9.11). A request is sent once: after a lost response, a second one could
/// reserve a second address.</summary>
internal sealed class ReservationCall(AccountSession session, ReservationOptions options)
{
    private const string ReviewAgain = "run the same command again";

    private static readonly TimeSpan FinalReadTimeout = TimeSpan.FromSeconds(30);

    private readonly CloudTerms _terms = session.Terms;
    private readonly IResourceKind _kind = session.Account.Kinds.FirstOrDefault(k => k.Reservation is not null)
        ?? throw session.Terms.Failure(ErrorCodes.Refused, $"the provider '{session.Terms.Provider}' cannot reserve addresses");

    /// <summary>What a reservation would create.</summary>
    public async Task<AddressReservation> PreviewAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken).ConfigureAwait(false)).Reservation;

    /// <summary>Reserves a previewed address, if a new preview shows the same.</summary>
    public async Task<AddressReservation> ReserveAsync(AddressReservation agreed, CancellationToken stop)
    {
        RunClock clock = session.StartClock();
        EngineTime start = clock.Now;
        (AddressReservation current, ResourceList before) = await ReadAsync(stop).ConfigureAwait(false);
        if (current.Region != agreed.Region || !current.Unassigned.SequenceEqual(agreed.Unassigned))
        {
            throw _terms.Failure(
                ErrorCodes.PlanStale, $"the {_kind.Noun}s of the region were changed after the preview: nothing was reserved", ReviewAgain);
        }

        UpdateOutcome outcome = await _kind.ReserveAsync(
            current.Region,
            () => clock.Now.Since(start) < EngineTimeouts.ReadsStayFresh && !stop.IsCancellationRequested,
            stop).ConfigureAwait(false);
        switch (outcome)
        {
            case UpdateOutcome.Accepted { Resource: { } resource }:
                ResourceList? list = await ReadUntilAsync(l => IsListed(l, resource), clock, stop).ConfigureAwait(false);
                return current with { Address = resource.CloudName, IsConfirmed = list is not null && IsListed(list, resource) };
            case UpdateOutcome.Accepted:
                CloudFailure unnamed = new(ErrorCodes.ApiError, "the response does not state the address");
                throw await UnclearAsync(unnamed, current, before, clock, stop).ConfigureAwait(false);
            case UpdateOutcome.Unclear unclear:
                throw await UnclearAsync(unclear.Failure, current, before, clock, stop).ConfigureAwait(false);
            case UpdateOutcome.Refused refused:
                throw NotReserved(refused.Failure);
            case UpdateOutcome.NotFound missing:
                throw NotReserved(missing.Failure);
            case UpdateOutcome.NotSent failed:
                throw NotReserved(failed.Failure);
            default:
                stop.ThrowIfCancellationRequested();
                throw NotReserved(new(ErrorCodes.PlanStale, "the request was delayed until the last read was too old", ReviewAgain));
        }
    }

    /// <summary>Reads the host's machine and the addresses at the same time.</summary>
    private async Task<(AddressReservation Reservation, ResourceList List)> ReadAsync(CancellationToken cancellationToken)
    {
        DesiredHost host = session.Desired.Require(options.Host, "declare the host first");
        RequireNone(host.Declared);
        try
        {
            Task<AccountSnapshot> machines = new SettledReader(session).ReadAsync([host.Name], cancellationToken);
            Task<ResourceList> addresses = ListAsync(cancellationToken);
            await Task.WhenAll(machines, addresses).ConfigureAwait(false);
            AccountSnapshot snapshot = await machines.ConfigureAwait(false);
            ResourceList list = await addresses.ConfigureAwait(false);
            Machine? machine = Inventory.Classify(session.Ownership, snapshot.Machines).Hosts.GetValueOrDefault(host.Name)?.Survivor;
            RequireFree(host.Declared, machine, list);
            return (Reservation(host.Declared, list), list);
        }
        catch (CloudException e)
        {
            throw _terms.Failure(e);
        }
    }

    private AddressReservation Reservation(DeclaredHost host, ResourceList list)
    {
        HashSet<string> declared =
        [
            .. session.Config.Resources.Values.SelectMany(r => r).Where(r => r.Kind == _kind.Kind).Select(r => r.CloudName),
        ];
        return new()
        {
            Host = host.Name,
            Region = host.Region,
            Key = _kind.Reservation!.HostKey,
            MonthlyUnassigned = _kind.Reservation.MonthlyUnassigned,
            Currency = _terms.Currency,
            Unassigned =
            [
                .. list.Resources.Where(r => r.Region == host.Region && r.Attached.Count == 0 && !declared.Contains(r.CloudName))
                    .Select(r => r.CloudName).Order(StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>Requires a host that declares no address and can declare one.</summary>
    private void RequireNone(DeclaredHost host)
    {
        string key = _kind.Reservation!.HostKey;
        if (session.Desired.ResourcesOf(_kind.Kind).FirstOrDefault(r => r.Host == host.Name) is { } declared)
        {
            throw Refused(
                declared.Location,
                declared.Path,
                $"host '{host.Name}' already declares {key}: {declared.CloudName}",
                "to reserve another address, remove the key first");
        }

        // The hosts of a group have the key of the group.
        if (host.Path is { } path && !path.EndsWith("." + host.Name, StringComparison.Ordinal))
        {
            throw Refused(
                host.Location,
                path,
                $"host '{host.Name}' belongs to a group, which cannot have a {key}: an address belongs to one host",
                "declare the host without count");
        }
    }

    /// <summary>Requires that the new address can be assigned to the host's machine.</summary>
    private void RequireFree(DeclaredHost host, Machine? machine, ResourceList list)
    {
        if (machine is not null && !string.Equals(machine.Region, host.Region, StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(
                host.Location,
                host.Path,
                $"host '{host.Name}' is declared in region {host.Region}, but its {_terms.Machine} is in {machine.Region}",
                $"correct the region, or replace the host, then reserve an address: it can be assigned only to a {_terms.Machine} of its "
                    + "region");
        }

        if (machine is not null && list.Resources.FirstOrDefault(r => r.Attached.Contains(machine.Id)) is { } assigned)
        {
            throw Refused(
                host.Location,
                host.Path,
                $"{_terms.Machine} '{machine.Name}' ({machine.Id}) of host '{host.Name}' already has the {_kind.Noun} "
                    + $"{assigned.CloudName}: it can have one",
                $"declare {_kind.Reservation!.HostKey}: {assigned.CloudName}");
        }
    }

    private async Task<ResourceList> ListAsync(CancellationToken cancellationToken) => ResourceReader.Require(
        _kind,
        await _kind.ReadAsync([.. session.Desired.ResourcesOf(_kind.Kind)], RequestPriority.Working, cancellationToken)
            .ConfigureAwait(false),
        _terms);

    /// <summary>Reads the addresses until a list is sufficient, or the settle window is over; once if the call is canceled.</summary>
    /// <returns>The last list; null if none could be read.</returns>
    private async Task<ResourceList?> ReadUntilAsync(Func<ResourceList, bool> isSufficient, RunClock clock, CancellationToken stop)
    {
        TimeSpan end = clock.Now.Elapsed + session.Timeouts.SettleWindow;
        ResourceList? last = null;
        while (true)
        {
            TimeSpan now = clock.Now.Elapsed;
            bool isLast = stop.IsCancellationRequested || now >= end;
            using CancellationTokenSource timeout = clock.After(FinalReadTimeout);
            try
            {
                last = await ListAsync(timeout.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is CloudException or OperationCanceledException)
            {
                // The last list that could be read decides.
            }

            if (isLast || (last is not null && isSufficient(last)))
            {
                return last;
            }

            TimeSpan next = now + session.Timeouts.PollInterval;
            await clock.Delay(next < end ? next : end, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The failure of a request that may have reserved an address: with the addresses that are new since then.</summary>
    private async Task<CloudProviderException> UnclearAsync(
        CloudFailure failure, AddressReservation current, ResourceList before, RunClock clock, CancellationToken stop)
    {
        HashSet<ResourceId> known = [.. before.Resources.Select(r => r.Id)];
        ResourceList? after = await ReadUntilAsync(_ => false, clock, stop).ConfigureAwait(false);
        string[] added =
        [
            .. (after?.Resources ?? []).Where(r => r.Region == current.Region && !known.Contains(r.Id)).Select(r => r.CloudName)
                .Order(StringComparer.Ordinal),
        ];
        string lead = $"it is unknown whether a {_kind.Noun} was reserved: {failure.Message}; ";
        (string state, string hint) = (after, added) switch
        {
            (null, _) => (
                "the addresses could not be read afterwards", $"list the {_kind.Noun}s of the account before you run the command again"),
            (_, []) => (
                $"the account shows no new address in {current.Region}",
                $"list the {_kind.Noun}s of the account before you run the command again: an address that appears later is billed too"),
            (_, [string address]) => (
                $"{address} is new in {current.Region} since the request, and the API does not show who reserved it",
                $"if no one else reserved it, declare {current.Key}: {address}; otherwise run the command again"),
            _ => (
                $"these addresses are new in {current.Region} since the request, and the API does not show who reserved them: "
                    + string.Join(", ", added),
                $"declare the one that no one else reserved as {current.Key}"),
        };
        return new(_terms.Provider, new Problem(failure.Code, lead + state, hint, RequestId: failure.RequestId));
    }

    private CloudProviderException NotReserved(CloudFailure failure) => new(
        _terms.Provider,
        [
            failure.ToProblem() with
            {
                Code = failure.Code == ErrorCodes.ApiError ? ErrorCodes.ResourceFailed : failure.Code,
                Message = $"no {_kind.Noun} was reserved: {failure.Message}",
            },
        ],
        failure.IsTransient);

    private CloudProviderException Refused(SourceLocation? location, string? path, string message, string hint) =>
        new(_terms.Provider, new Problem(ErrorCodes.Refused, message, hint, location, path));

    private static bool IsListed(ResourceList list, Resource resource) => list.Resources.Any(r => r.Id == resource.Id);
}
