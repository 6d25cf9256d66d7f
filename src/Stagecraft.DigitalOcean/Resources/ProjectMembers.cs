using System.Text;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>The resources of the project that the environment declares (spec 16.7). Nothing is read without a declared project.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="declared">The name or id of the project; null if none is declared.</param>
internal sealed class ProjectMembers(ResourceClient client, Setting<string>? declared)
{
    private volatile IReadOnlySet<string> _urns = new HashSet<string>();
    private volatile IReadOnlyList<Project>? _projects;
    private int _reading;

    public bool IsDeclared => declared is not null;

    /// <summary>The uniform resource name of a reserved IP. The API also knows the type <c>reservedip</c>.</summary>
    public static string OfReservedIp(string address) => $"do:floatingip:{address}";

    public static string OfVolume(ResourceId id) => $"do:volume:{id}";

    public static string OfLoadBalancer(ResourceId id) => $"do:loadbalancer:{id}";

    public static string OfDroplet(ResourceId id) => $"do:droplet:{id}";

    /// <summary>Reads the resources of the project, if one is declared and exists.</summary>
    public async Task ReadAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        if (declared is null)
        {
            return;
        }

        Interlocked.Increment(ref _reading);
        try
        {
            await ReadUrnsAsync(priority, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _reading);
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, unless a read is in progress: the engine compares only when all reads of a round have
    /// ended.</summary>
    public Task ReadWithOthersAsync(RequestPriority priority, CancellationToken cancellationToken) =>
        Volatile.Read(ref _reading) > 0 ? Task.CompletedTask : ReadAsync(priority, cancellationToken);

    /// <summary>Whether the last list has a resource; null if no project is declared, or it does not exist.</summary>
    public bool? Has(string urn) => declared is not null && Find() is not null ? _urns.Contains(urn) : null;

    /// <summary>Adds the field of the project to the fields of a resource that declares it.</summary>
    public void AddTo(IDictionary<string, string> fields, DeclaredResource? resource, string urn)
    {
        if (resource is not null && resource.Fields.Any(f => f.Name == EnvironmentKeys.DoProject.Name) && ValueOf(urn) is { } value)
        {
            fields[EnvironmentKeys.DoProject.Name] = value;
        }
    }

    /// <summary>The declared project if the last list has the resource; otherwise a text that is not the name of a project; null if it
    /// was not read.</summary>
    public string? ValueOf(string urn) =>
        Has(urn) is { } isMember ? (isMember ? declared!.Value : $"not in {declared!.Value}") : null;

    /// <summary>Assigns resources to the project. A second request has no further effect.</summary>
    public async Task<UpdateOutcome> AssignAsync(
        IReadOnlyList<string> urns, Func<bool> precondition, CancellationToken cancellationToken)
    {
        if (Find() is not { } project)
        {
            return new UpdateOutcome.Refused(new(ErrorCodes.Refused, $"project {Excerpt.Of(declared?.Value ?? "")} is not in the account"));
        }

        JsonObject body = new() { ["resources"] = new JsonArray([.. urns.Select(u => (JsonNode?)u)]) };
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Path = PathOf(project),
            Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
            Scope = "project:assign_resource",
            Guard = precondition,
        };
        string? refused = null;
        UpdateOutcome outcome = await client.SendAsync(
            request,
            async (response, token) =>
            {
                JsonObject json = await response.ReadJsonAsync(WireContext.Default.JsonObject, token).ConfigureAwait(false);
                refused = Refused(json);
                return refused;
            },
            cancellationToken).ConfigureAwait(false);

        // A success can list resources that were not assigned, for example because they are new.
        return outcome is UpdateOutcome.Accepted && refused is not null
            ? new UpdateOutcome.NotFound(new(ErrorCodes.ApiError, refused, IsTransient: true)) { HasPartialEffect = urns.Count > 1 }
            : outcome;
    }

    /// <summary>Checks that the declared project exists.</summary>
    /// <exception cref="CloudProviderException">It does not: <c>config_invalid</c>.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(RequestPriority.Working, cancellationToken).ConfigureAwait(false);
        if (Problems() is { Count: > 0 } problems)
        {
            throw new CloudProviderException(DropletTerms.Terms.Provider, problems);
        }
    }

    /// <summary>The problem of a declared project that does not exist; none if the projects were not read.</summary>
    public IReadOnlyList<Problem> Problems()
    {
        if (declared is null || _projects is not { } projects || Find() is not null)
        {
            return [];
        }

        string[] names = [.. projects.Select(p => p.Name).Order(StringComparer.Ordinal)];
        return
        [
            new(
                ErrorCodes.ConfigInvalid,
                $"invalid config: project {Excerpt.Of(declared.Value)} is not in the account",
                KnownNames.Hint(declared.Value, names, "projects", "create the project first"),
                declared.Location,
                declared.Path),
        ];
    }

    private static string? Refused(JsonObject json) => json.Objects("resources")
        .Select(r => (Urn: r.Text("urn"), Status: r.Text("status")))
        .Where(r => r.Status is not ("ok" or "assigned" or "already_assigned"))
        .Select(r => $"{r.Urn} was not assigned to the project: {r.Status}")
        .FirstOrDefault();

    private Project? Find() => _projects?.FirstOrDefault(p => p.Id == declared?.Value.ToLowerInvariant())
        ?? _projects?.FirstOrDefault(p => p.Name == declared?.Value);

    private async Task ReadUrnsAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        _projects ??= await ReadProjectsAsync(priority, cancellationToken).ConfigureAwait(false);
        if (Find() is not { } project)
        {
            return;
        }

        ResourceRoute route = new(PathOf(project), "resources", "urn", ResourceRoute.Projects.Scope);
        Listing<JsonObject> list = await client.ListAsync(route, priority, cancellationToken).ConfigureAwait(false);
        _urns = ApiJson.Read(
            list,
            items => items.Select(i => i.Text(route.IdKey).Replace("do:reservedip:", "do:floatingip:", StringComparison.Ordinal))
                .ToHashSet(StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<Project>> ReadProjectsAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        Listing<JsonObject> list =
            await client.ListAsync(ResourceRoute.Projects, priority, cancellationToken).ConfigureAwait(false);
        return ApiJson.Read(list, items => (IReadOnlyList<Project>)[.. items.Select(Project.Of)]);
    }

    private static string PathOf(Project project) =>
        $"{ResourceRoute.Projects.Path}/{Uri.EscapeDataString(project.Id)}/resources";

    private sealed record Project(string Id, string Name)
    {
        public static Project Of(JsonObject json) => new(json.Text("id"), json.Text("name"));
    }
}
