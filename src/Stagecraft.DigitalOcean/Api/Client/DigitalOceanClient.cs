using System.Text.Json;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Api.Client;

/// <summary>The DigitalOcean API v2, as far as droplets need it. Reads and tags throw <see cref="CloudException"/>; creates and deletes return outcomes.</summary>
internal sealed class DigitalOceanClient : IDisposable
{
    private readonly ApiPipeline _pipeline;
    private readonly ListReader _lists;

    /// <summary>Creates the client.</summary>
    /// <param name="apiUrl">HTTPS, or HTTP to a loopback address.</param>
    /// <param name="token">Sent to the scheme, host and port of <paramref name="apiUrl"/> only.</param>
    /// <param name="handler">Sends the requests, and is not disposed; null makes one.</param>
    /// <param name="governor">Shared by all clients of the same token.</param>
    /// <param name="time">The clock that everything waits on.</param>
    /// <param name="random">Spreads retries; may be shared, and is locked while used.</param>
    /// <param name="progress">Told of retries and waits, from whatever thread they happen on.</param>
    /// <param name="log">Told of each attempt; null tells nobody.</param>
    /// <exception cref="CloudProviderException"><c>config_invalid</c>: the address is not one to send a token to; <c>unauthorized</c>: no
    /// token looks like this one.</exception>
    public DigitalOceanClient(
        Uri apiUrl,
        string token,
        HttpMessageHandler? handler,
        RateGovernor governor,
        TimeProvider time,
        Random random,
        IProgress<InfraEvent>? progress,
        ProviderLog? log = null)
    {
        ApiAddress address = new ApiAddress(DropletTerms.Terms.Provider, apiUrl);
        _pipeline = new ApiPipeline(address, token, handler, governor, time, random, progress, log, WireReader.Error);
        _lists = new ListReader(_pipeline, address, time, progress);
    }

    public Task<Dated<Account>> GetAccountAsync(CancellationToken cancellationToken) =>
        ReadAsync(Get("/v2/account", "account:read"), WireReader.AccountAsync, cancellationToken);

    /// <summary>The list has a limit of its own, ten a minute: read it once.</summary>
    public Task<Listing<SshKey>> ListSshKeysAsync(CancellationToken cancellationToken) =>
        ListAsync(ApiLists.SshKeys, cancellationToken);

    /// <summary>Null where there is none.</summary>
    public Task<Dated<SshKey?>> GetSshKeyAsync(string idOrFingerprint, CancellationToken cancellationToken) =>
        FindAsync(Get("/v2/account/keys/" + Segment(idOrFingerprint), "ssh_key:read"), WireReader.SshKeyAsync, cancellationToken);

    public Task<Listing<Region>> ListRegionsAsync(CancellationToken cancellationToken) => ListAsync(ApiLists.Regions, cancellationToken);

    public Task<Listing<Size>> ListSizesAsync(CancellationToken cancellationToken) => ListAsync(ApiLists.Sizes, cancellationToken);

    /// <summary>Null where there is none.</summary>
    public Task<Dated<Image?>> GetImageAsync(string slugOrId, CancellationToken cancellationToken) =>
        FindAsync(Get("/v2/images/" + Segment(slugOrId), "image:read"), WireReader.ImageAsync, cancellationToken);

    public Task<Listing<Tag>> ListTagsAsync(CancellationToken cancellationToken) => ListAsync(ApiLists.Tags, cancellationToken);

    /// <summary>The first page of a list of droplets.</summary>
    public Task<ListStart<Machine>> BeginListDropletsAsync(
        DropletQuery query, RequestPriority priority, CancellationToken cancellationToken) =>
        _lists.BeginAsync(ApiLists.Droplets(query, priority), cancellationToken);

    /// <summary>The whole of a list that was begun; without a request where the first page is all of it.</summary>
    public Task<Listing<T>> FinishListAsync<T>(ListStart<T> start, CancellationToken cancellationToken) =>
        _lists.FinishAsync(start, cancellationToken);

    public Task<Listing<Machine>> ListDropletsAsync(DropletQuery query, RequestPriority priority, CancellationToken cancellationToken) =>
        ListAsync(ApiLists.Droplets(query, priority), cancellationToken);

    /// <summary>Null where there is none.</summary>
    public Task<Dated<Machine?>> GetDropletAsync(MachineId id, RequestPriority priority, CancellationToken cancellationToken) =>
        FindAsync(Get(DropletPath(id), "droplet:read", priority), (body, token) => WireReader.DropletAsync(body, id, token), cancellationToken);

    /// <summary>The first page of 200 actions; the API does not document their order.</summary>
    public Task<Dated<IReadOnlyList<DropletAction>>> GetActionsAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        ReadAsync(Get("/v2/actions", "actions:read", priority, "per_page=200&page=1"), WireReader.ActionsAsync, cancellationToken);

    /// <summary>Creates one droplet or up to ten. Repeated only where it provably had no effect.</summary>
    /// <param name="droplets">What to create.</param>
    /// <param name="cancellationToken">Cancels the wait before it is sent, which gives <see cref="CreateOutcome.NotSent"/>; a request that
    /// is on its way is not called back.</param>
    public async Task<CreateOutcome> CreateDropletsAsync(CreateDroplets droplets, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(droplets.Names.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(droplets.Names.Count, CreateDroplets.MaxNames);
        ApiRequest request = new ApiRequest
        {
            Method = HttpMethod.Post,
            Path = "/v2/droplets",
            Body = JsonSerializer.SerializeToUtf8Bytes(WireMapper.ToWire(droplets), WireContext.Default.WireCreate),
            Secret = droplets.UserData,
            Scope = "droplet:create" + (droplets.Tags.Count == 0 ? "" : ", tag:create") + (droplets.VpcUuid is null ? "" : ", vpc:read"),
        };
        try
        {
            Dated<IReadOnlyList<Machine>> created =
                await ReadAsync(request, WireReader.CreatedDropletsAsync, cancellationToken).ConfigureAwait(false);
            return new CreateOutcome.Accepted(created.Value);
        }
        catch (CloudException e)
        {
            return CreateOutcome.Of(e);
        }
        catch (OperationCanceledException) when (!request.MayHaveTakenEffect)
        {
            return new CreateOutcome.NotSent(Failures.Cancelled(request));
        }
    }

    /// <summary>Deletes a droplet by its id.</summary>
    /// <param name="id">The droplet.</param>
    /// <param name="stillFresh">Asked right before each attempt goes out, after any wait; false withdraws it.</param>
    /// <param name="cancellationToken">Cancels the wait; an attempt on its way may still be carried out.</param>
    public async Task<DeleteOutcome> DeleteDropletAsync(MachineId id, Func<bool> stillFresh, CancellationToken cancellationToken)
    {
        ApiRequest request = new ApiRequest
        {
            Method = HttpMethod.Delete,
            Path = DropletPath(id),
            Scope = "droplet:delete",
            Guard = stillFresh,
        };
        try
        {
            await _pipeline.SendAsync(request, static (body, token) => body.IsEmptyOrJsonAsync(token), cancellationToken).ConfigureAwait(false);
            return new DeleteOutcome.Accepted();
        }
        catch (CloudException e)
        {
            return (e.Kind, e.Failure.Status) switch
            {
                (FailureKind.Withdrawn, _) when !request.MayHaveTakenEffect => new DeleteOutcome.Stale(),
                (FailureKind.Refused, 404) => new DeleteOutcome.NotFound(),

                // An earlier attempt may be what stands in the way.
                (FailureKind.Refused, _) when request.MayHaveTakenEffect => new DeleteOutcome.Failed(e.Failure),
                (FailureKind.Refused, 422) => new DeleteOutcome.Pending(e.Failure),
                (FailureKind.Refused, _) => new DeleteOutcome.Refused(e.Failure),
                _ => new DeleteOutcome.Failed(e.Failure),
            };
        }
        catch (OperationCanceledException) when (!request.MayHaveTakenEffect)
        {
            return new DeleteOutcome.Stale();
        }
    }

    /// <summary>Makes a tag, or finds it where it is there: both are the same to the API.</summary>
    /// <returns>The tag as the account spells it.</returns>
    public async Task<string> EnsureTagAsync(string name, CancellationToken cancellationToken)
    {
        ApiRequest request = new ApiRequest
        {
            Method = HttpMethod.Post,
            Path = "/v2/tags",
            Body = JsonSerializer.SerializeToUtf8Bytes(new WireNewTag(name), WireContext.Default.WireNewTag),
            Scope = "tag:create",
            IsIdempotentPost = true,
        };
        return (await ReadAsync(request, (body, token) => WireReader.TagAsync(body, name, token), cancellationToken).ConfigureAwait(false)).Value.Name;
    }

    /// <summary>Attaches a tag to droplets. Those that have it keep it.</summary>
    /// <param name="tag">As the account spells it.</param>
    /// <param name="ids">The droplets.</param>
    /// <param name="stillWanted">Asked right before each attempt goes out; false withdraws it.</param>
    /// <param name="cancellationToken">Cancels the wait; an attempt on its way may still be carried out.</param>
    public Task AttachTagAsync(string tag, IReadOnlyList<MachineId> ids, Func<bool>? stillWanted, CancellationToken cancellationToken) =>
        TagAsync(HttpMethod.Post, tag, ids, "tag:create, droplet:update", stillWanted, cancellationToken);

    /// <summary>Takes a tag from a droplet.</summary>
    /// <param name="tag">As the account spells it.</param>
    /// <param name="ids">The droplets.</param>
    /// <param name="stillWanted">Called immediately before each attempt; false withdraws it.</param>
    /// <param name="cancellationToken">Cancels the wait; an attempt on its way may still be carried out.</param>
    public Task DetachTagAsync(string tag, IReadOnlyList<MachineId> ids, Func<bool>? stillWanted, CancellationToken cancellationToken) =>
        TagAsync(HttpMethod.Delete, tag, ids, "tag:delete, droplet:update", stillWanted, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _pipeline.Dispose();

    private async Task TagAsync(
        HttpMethod method, string tag, IReadOnlyList<MachineId> ids, string scope, Func<bool>? stillWanted, CancellationToken cancellationToken)
    {
        WireTagging body = new([.. ids.Select(id => new WireTagged(id.Value, "droplet"))]);
        ApiRequest request = new ApiRequest
        {
            Method = method,
            Path = $"/v2/tags/{Segment(tag)}/resources",
            Body = JsonSerializer.SerializeToUtf8Bytes(body, WireContext.Default.WireTagging),
            Scope = scope,
            IsIdempotentPost = method == HttpMethod.Post,
            Guard = stillWanted,
        };
        await _pipeline.SendAsync(request, static (answer, token) => answer.IsEmptyOrJsonAsync(token), cancellationToken).ConfigureAwait(false);
    }

    private async Task<Listing<T>> ListAsync<T>(ListRequest<T> request, CancellationToken cancellationToken)
    {
        ListStart<T> start = await _lists.BeginAsync(request, cancellationToken).ConfigureAwait(false);
        return await _lists.FinishAsync(start, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Dated<T?>> FindAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ReadAsync<T?>(request, async (body, token) => await read(body, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (CloudException e) when (e is { Kind: FailureKind.Refused, Failure.Status: 404 })
        {
            return new Dated<T?>(null, e.ServerTime);
        }
    }

    private async Task<Dated<T>> ReadAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        (Dated<T> answer, _) = await _pipeline.SendAsync(request, read, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private static ApiRequest Get(string path, string scope, RequestPriority priority = RequestPriority.Working, string query = "") =>
        new() { Method = HttpMethod.Get, Path = path, Query = query, Scope = scope, Kind = new RequestKind(priority, IsKeyList: false) };

    private static string DropletPath(MachineId id) => "/v2/droplets/" + Segment(id.Value);

    // A name of dots alone would lead to another address.
    private static string Segment(string name) =>
        name.Trim('.').Length == 0
            ? throw new ArgumentException("A name is needed.", nameof(name))
            : Uri.EscapeDataString(name).Replace("%3A", ":", StringComparison.Ordinal);
}
