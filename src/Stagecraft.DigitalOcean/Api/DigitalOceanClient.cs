using Stagecraft.DigitalOcean.Api.Http;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>The DigitalOcean API v2, as far as droplets need it. Reads throw <see cref="ApiException"/>; writes return outcomes.</summary>
internal sealed class DigitalOceanClient : IDisposable
{
    /// <summary>Creates the client.</summary>
    /// <param name="apiUrl">HTTPS, or HTTP to a loopback address.</param>
    /// <param name="token">Sent to <paramref name="apiUrl"/>'s host only.</param>
    /// <param name="handler">Sends the requests, and is not disposed; null makes one.</param>
    /// <param name="governor">Shared by all clients of the same token.</param>
    /// <param name="time">The clock that everything waits on.</param>
    /// <param name="random">Spreads retries; may be shared, locked while used.</param>
    /// <param name="progress">Told of retries and waits, from whatever thread they happen on.</param>
    /// <exception cref="Errors.CloudProviderException"><c>config_invalid</c>: the address is not one to send a token to.</exception>
    public DigitalOceanClient(
        Uri apiUrl, string token, HttpMessageHandler? handler, RateGovernor governor, TimeProvider time, Random random, IProgress<InfraEvent>? progress)
    {
        throw new NotImplementedException();
    }

    public Task<Answer<Account>> GetAccountAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The list has a limit of its own, ten a minute: read it once.</summary>
    public Task<Listing<SshKey>> ListSshKeysAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Null where there is none.</summary>
    public Task<Answer<SshKey?>> GetSshKeyAsync(string idOrFingerprint, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<Listing<Region>> ListRegionsAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<Listing<Size>> ListSizesAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Null where there is none.</summary>
    public Task<Answer<Image?>> GetImageAsync(string slugOrId, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<Listing<Tag>> ListTagsAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The first page of a list of droplets.</summary>
    public Task<ListStart<Droplet>> BeginListDropletsAsync(DropletQuery query, RequestPriority priority, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The whole of a list that was begun.</summary>
    public Task<Listing<T>> FinishListAsync<T>(ListStart<T> start, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<Listing<Droplet>> ListDropletsAsync(DropletQuery query, RequestPriority priority, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Null where there is none.</summary>
    public Task<Answer<Droplet?>> GetDropletAsync(long id, RequestPriority priority, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The first page of 200 actions; the API does not document their order.</summary>
    public Task<Answer<IReadOnlyList<DropletAction>>> GetActionsAsync(RequestPriority priority, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Creates one droplet or up to ten. Repeated only where it provably had no effect.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while the request was on its way: treat it as unclear. Cancelled before that
    /// gives <see cref="CreateOutcome.NotSent"/>.</exception>
    public Task<CreateOutcome> CreateDropletsAsync(CreateDroplets droplets, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Deletes a droplet by its id.</summary>
    /// <param name="id">The droplet.</param>
    /// <param name="stillFresh">Asked right before each attempt goes out, after any wait; false gives <see cref="DeleteOutcome.Stale"/>.</param>
    /// <param name="cancellationToken">Cancels the wait; an attempt on its way may still be carried out.</param>
    public Task<DeleteOutcome> DeleteDropletAsync(long id, Func<bool> stillFresh, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
