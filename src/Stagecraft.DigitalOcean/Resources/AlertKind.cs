using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Resources;

/// <summary>Alert policies (spec 16.3).</summary>
internal sealed class AlertKind(ResourceClient client, ResourceTags tags) : NamedKind(client, tags, Requests)
{
    private static readonly NamedRequests Requests = new(
        ResourceRoute.Alerts,
        "policy",
        "monitoring:create",
        "monitoring:update",
        "monitoring:delete");

    public override string Kind => ResourceKind.Alert;

    public override string Noun => "alert";

    public override bool HasUniqueNames => false;

    public override bool IsAlwaysRead => false;

    public override IReadOnlyDictionary<string, string> FieldsOf(Resource actual, DeclaredResource? declared, ResourceContext context) =>
        ((AlertPolicy)actual).Fields(context);

    public override IReadOnlyList<Problem> Check(
        IReadOnlyList<DeclaredResource> declared, ResourceList list, ResourceContext context) =>
    [
        .. declared.Cast<AlertSettings>().Where(LacksUrl).Select(a => new Problem(
            ErrorCodes.ConfigInvalid, MessageOf(a), "set it to the URL of a Slack webhook", a.SlackEnv!.Location, a.SlackEnv.Path)),
    ];

    protected override Resource Parse(JsonObject json) => AlertPolicy.Of(json);

    protected override IEnumerable<string> TagsOf(DeclaredResource declared, IReadOnlyList<string> fields, ResourceContext context) =>
        ((AlertSettings)declared).Targets.Tags(context);

    protected override CloudFailure? Missing(
        DeclaredResource declared, Resource? actual, IReadOnlyList<string> fields, ResourceContext context) =>
        LacksUrl((AlertSettings)declared) ? new CloudFailure(ErrorCodes.Refused, MessageOf((AlertSettings)declared)) : null;

    protected override JsonObject NewBody(DeclaredResource declared, ResourceContext context, Func<string, string> spelled) =>
        Body(declared, null, context, spelled);

    protected override JsonObject UpdatedBody(
        DeclaredResource declared, Resource actual, IReadOnlyList<string> fields, ResourceContext context, Func<string, string> spelled) =>
        Body(declared, (AlertPolicy)actual, context, spelled);

    protected override string? SecretOf(DeclaredResource declared) => ((AlertSettings)declared).SlackUrl;

    private static JsonObject Body(
        DeclaredResource declared, AlertPolicy? actual, ResourceContext context, Func<string, string> spelled) =>
        AlertPolicy.Body((AlertSettings)declared, actual, ((AlertSettings)declared).Targets.Tags(context).Select(spelled));

    private static bool LacksUrl(AlertSettings alert) => alert is { SlackEnv: not null, SlackUrl: null };

    // The value of the variable is never shown.
    private static string MessageOf(AlertSettings alert) =>
        $"environment variable {Excerpt.Of(alert.SlackEnv!.Value)} of alert {Excerpt.Of(alert.Name)} is not set to an https URL";
}
