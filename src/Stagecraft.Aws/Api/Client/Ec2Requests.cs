using System.Xml;
using Stagecraft.Aws.Api.Wire;

namespace Stagecraft.Aws.Api.Client;

/// <summary>Sends the requests of a service with form bodies and XML responses to one region.</summary>
/// <param name="pipeline">Sends the requests.</param>
/// <param name="service">The service.</param>
/// <param name="region">The region.</param>
/// <param name="isDryRun">Whether writes are dry runs: an API that supports them refuses each with <see cref="AwsErrors.DryRun"/>. Default:
/// false.</param>
internal sealed class Ec2Requests(ApiPipeline pipeline, AwsService service, string region, bool isDryRun = false)
{
    private static readonly string[] Xml = ["text/xml", "application/xml"];

    public string Region => region;

    public QueryWriter Query(string action) => new(action, service.Version);

    /// <summary>Sends a request that only reads.</summary>
    /// <exception cref="CloudException">There was no successful response.</exception>
    public async Task<Dated<T>> ReadAsync<T>(
        QueryWriter query,
        Func<XmlTree, T> map,
        CancellationToken cancellationToken,
        RequestPriority priority = RequestPriority.Working,
        string? secret = null,
        string? limit = null)
    {
        // A plan only reads (spec aws.md 1.4): every request of it passes here, and the action decides, not the HTTP method.
        if (!IsReading(query.Action))
        {
            throw new ArgumentException($"{query.Action} does not only read.", nameof(query));
        }

        ApiRequest request = Request(query, isRead: true, priority, secret: secret, limit: limit);
        return (await pipeline.SendAsync(request, (body, token) => ReadAsync(body, query.Action, map, token), cancellationToken)
            .ConfigureAwait(false)).Dated;
    }

    /// <summary>Sends a write.</summary>
    /// <param name="query">The request.</param>
    /// <param name="map">Reads the response.</param>
    /// <param name="precondition">Called immediately before each attempt. False: the attempt is not sent.</param>
    /// <param name="cancellationToken">Cancels the wait before the request is sent. A request in flight is not canceled.</param>
    /// <param name="isIdempotent">Whether it is repeated after an unclear failure. Default: false.</param>
    /// <param name="secret">The part of the request that no message may contain. Default: none.</param>
    public async Task<WriteResult<T>> WriteAsync<T>(
        QueryWriter query,
        Func<XmlTree, T> map,
        Func<bool>? precondition,
        CancellationToken cancellationToken,
        bool isIdempotent = false,
        string? secret = null)
        where T : class
    {
        query.Add("DryRun", isDryRun ? true : null);
        ApiRequest request = Request(query, isRead: false, RequestPriority.Working, precondition, isIdempotent, secret);
        try
        {
            (Dated<T> sent, _) = await pipeline.SendAsync(
                request, (body, token) => ReadAsync(body, query.Action, map, token), cancellationToken).ConfigureAwait(false);
            return new WriteResult<T>(sent.Value, null, default, MayHaveTakenEffect: true);
        }
        catch (CloudException e)
        {
            return new WriteResult<T>(null, e.Failure, e.Kind, request.MayHaveTakenEffect);
        }
        catch (OperationCanceledException)
        {
            FailureKind kind = request.MayHaveTakenEffect ? FailureKind.Unclear : FailureKind.Withdrawn;
            return new WriteResult<T>(null, Failures.Canceled(request), kind, request.MayHaveTakenEffect);
        }
    }

    /// <summary>As the other method, for a write whose response is not used.</summary>
    public Task<WriteResult<string>> WriteAsync(
        QueryWriter query, Func<bool>? precondition, CancellationToken cancellationToken, bool isIdempotent = true) =>
        WriteAsync(query, static response => response.Name, precondition, cancellationToken, isIdempotent);

    /// <summary>Whether an action of any service only reads.</summary>
    public static bool IsReading(string action) =>
        action.StartsWith("Describe", StringComparison.Ordinal)
        || action.StartsWith("Get", StringComparison.Ordinal)
        || action is "AssumeRole" or "AssumeRoleWithWebIdentity";

    private ApiRequest Request(
        QueryWriter query,
        bool isRead,
        RequestPriority priority,
        Func<bool>? precondition = null,
        bool isIdempotent = false,
        string? secret = null,
        string? limit = null) => new()
        {
            Method = HttpMethod.Post,
            IsRead = isRead,
            Path = "/",
            Operation = $"{service.SigningName}:{query.Action}",
            Body = query.ToBody(),
            MediaType = "application/x-www-form-urlencoded",
            Scope = $"{service.SigningName}:{query.Action}",
            Kind = new RequestKind(priority, AwsLimits.NameOf(limit ?? query.Action, region)),
            Guard = precondition,
            IsIdempotentPost = isIdempotent,
            Secret = secret,
        };

    private static async ValueTask<T> ReadAsync<T>(
        ResponseBody body, string action, Func<XmlTree, T> map, CancellationToken cancellationToken)
    {
        using MemoryStream content = await body.ReadAllAsync(Xml, cancellationToken).ConfigureAwait(false);
        XmlTree root = XmlTree.Read(content);
        return root.Name == action + "Response" ? map(root) : throw new XmlException($"it is not a response to {action}");
    }
}
