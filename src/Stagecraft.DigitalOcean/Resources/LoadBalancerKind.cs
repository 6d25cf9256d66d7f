using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>Load balancers (spec 16.2).</summary>
internal sealed class LoadBalancerKind(ResourceClient client, ResourceTags tags, ProjectMembers project)
    : NamedKind(client, tags, Requests)
{
    private const string BusyMessage = "processes previous actions";

    private static readonly NamedRequests Requests = new(
        ResourceRoute.LoadBalancers,
        "load_balancer",
        "load_balancer:create",
        "load_balancer:update",
        "load_balancer:delete");

    private readonly CertificateNames _certificates = new(client);

    public override string Kind => ResourceKind.LoadBalancer;

    public override string Noun => "load balancer";

    public override bool IsLost => true;

    public override async Task<ResourceList> ReadAsync(
        IReadOnlyList<DeclaredResource> declared, RequestPriority priority, CancellationToken cancellationToken)
    {
        Task members = declared.Count == 0
            ? Task.CompletedTask : project.ReadWithOthersAsync(priority, cancellationToken);
        ResourceList list = await base.ReadAsync(declared, priority, cancellationToken).ConfigureAwait(false);
        await members.ConfigureAwait(false);
        string[] names =
        [
            .. declared.OfType<LoadBalancerSettings>().SelectMany(d => d.Rules).Select(r => r.NamedCertificate?.Value).OfType<string>(),
        ];
        if (names.Length > 0)
        {
            IEnumerable<string> ids = list.Resources.Cast<LoadBalancer>().Where(b => declared.Any(d => d.CloudName == b.CloudName))
                .SelectMany(b => b.Rules).Select(r => r.CertificateId).Where(id => id.Length > 0);
            await _certificates.ReadAsync(ids, names, priority, cancellationToken).ConfigureAwait(false);
        }

        return list;
    }

    public override IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context)
    {
        Dictionary<string, string> fields =
            ((LoadBalancer)actual).Fields((LoadBalancerSettings?)declared, context, _certificates.Names);
        project.AddTo(fields, declared, ProjectMembers.OfLoadBalancer(actual.Id));
        return fields;
    }

    public override decimal? PriceOf(DeclaredResource declared) =>
        (((LoadBalancerSettings)declared).Nodes ?? 1) * ListPrices.LoadBalancerNode;

    public override decimal? PriceOf(Resource actual) => ((LoadBalancer)actual).Nodes * ListPrices.LoadBalancerNode;

    public override IReadOnlyList<Problem> Check(
        IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) =>
    [
        .. declared.Cast<LoadBalancerSettings>().SelectMany(d => Problems(d, Actual(d, list, context))),
    ];

    public override Task<UpdateOutcome> UpdateAsync(
        DeclaredResource declared,
        Resource actual,
        IReadOnlyList<string> fields,
        ResourceContext context,
        Func<bool> precondition,
        CancellationToken cancellationToken) => fields.Contains(EnvironmentKeys.DoProject.Name)
        ? project.AssignAsync([ProjectMembers.OfLoadBalancer(actual.Id)], precondition, cancellationToken)
        : base.UpdateAsync(declared, actual, fields, context, precondition, cancellationToken);

    protected override Resource Parse(JsonObject json) => LoadBalancer.Of(json);

    protected override IEnumerable<string> TagsOf(DeclaredResource declared, IReadOnlyList<string> fields, ResourceContext context) =>
        [context.SetTagOf(((LoadBalancerSettings)declared).Role)];

    protected override CloudFailure? Missing(
        DeclaredResource declared, Resource? actual, IReadOnlyList<string> fields, ResourceContext context) =>
        Problems((LoadBalancerSettings)declared, (LoadBalancer?)actual)
            .Select(p => new CloudFailure(ErrorCodes.Refused, p.Message, p.Hint)).FirstOrDefault();

    protected override JsonObject NewBody(DeclaredResource declared, ResourceContext context, Func<string, string> spelled) =>
        Body(declared, context, spelled).New((LoadBalancerSettings)declared);

    protected override JsonObject UpdatedBody(
        DeclaredResource declared, Resource actual, IReadOnlyList<string> fields, ResourceContext context, Func<string, string> spelled) =>
        Body(declared, context, spelled).Updated((LoadBalancerSettings)declared, (LoadBalancer)actual, fields);

    // A token without the scope gets the same status. The message, or the last read, shows that a previous action is in progress.
    protected override UpdateOutcome Refined(UpdateOutcome outcome, Resource? actual) =>
        outcome is UpdateOutcome.Refused { Failure: { Status: 403 } failure }
        && (actual?.Status == "new" || failure.Message.Contains(BusyMessage, StringComparison.OrdinalIgnoreCase))
            ? new UpdateOutcome.Refused(failure with { IsTransient = true, Hint = null }) { HasPartialEffect = outcome.HasPartialEffect }
            : outcome;

    private LoadBalancerBody Body(DeclaredResource declared, ResourceContext context, Func<string, string> spelled) => new(
        spelled(context.SetTagOf(((LoadBalancerSettings)declared).Role)), (name, used) => _certificates.IdsOf(name, used).Single());

    private static LoadBalancer? Actual(LoadBalancerSettings declared, ResourceList list, ResourceContext context) =>
        context.Resources.TryGetValue((ResourceKind.LoadBalancer, declared.Name), out ResourceId id)
            ? (LoadBalancer?)list.Resources.FirstOrDefault(r => r.Id == id)
            : null;

    private IEnumerable<Problem> Problems(LoadBalancerSettings declared, LoadBalancer? actual) =>
        declared.Rules.Select(r => Problem(r, actual?.Rules.FirstOrDefault(a => a.Name == r.Name)?.CertificateId)).OfType<Problem>();

    private Problem? Problem(ForwardRule rule, string? used)
    {
        if (rule.NamedCertificate is not { } certificate)
        {
            return null;
        }

        string name = certificate.Value;
        return _certificates.IdsOf(name, used) switch
        {
            [_] => null,
            [] => Wrong(
                certificate,
                $"certificate {Excerpt.Of(name)} is not in the account",
                Suggestion.Nearest(name, [.. _certificates.Names.Values]) is { } meant
                    ? $"did you mean {Excerpt.Of(meant)}?"
                    : "create it first, or correct the name"),
            IReadOnlyList<string> ids => Wrong(
                certificate,
                $"several certificates of the account have the name {Excerpt.Of(name)}: {string.Join(", ", ids)}",
                "delete all but one of them, or name another certificate"),
        };
    }

    private static Problem Wrong(Setting<string> certificate, string message, string hint) =>
        new(ErrorCodes.ConfigInvalid, message, hint, certificate.Location, certificate.Path);
}
