using System.Net;
using Stagecraft.Aws.Accounts;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>A request to an API of AWS, read from its body.</summary>
internal sealed class AwsCall
{
    private static readonly string[] Writes =
    [
        "RunInstances", "TerminateInstances", "CreateTags", "DeleteTags", "ModifyInstanceAttribute", "MonitorInstances",
        "UnmonitorInstances",
    ];

    private readonly Dictionary<string, string> _parameters;

    private AwsCall(string action, string body)
    {
        (Action, Body) = (action, body);
        _parameters = body.StartsWith('{')
            ? []
            : body.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => WebUtility.UrlDecode(p[^1]));
        What = Describe();
    }

    public string Action { get; }

    public string Body { get; }

    public RunRequest What { get; }

    /// <summary>Whether a run may send it.</summary>
    public bool IsKnown => IsRead(Action) || Writes.Contains(Action);

    public static bool IsRead(string action) =>
        action.StartsWith("Describe", StringComparison.Ordinal) || action.StartsWith("Get", StringComparison.Ordinal);

    public static async Task<string> ActionOfAsync(HttpRequestMessage request) =>
        request.Headers.NonValidated.TryGetValues("x-amz-target", out System.Net.Http.Headers.HeaderStringValues target)
            ? target.ToString().Split('.')[^1]
            : await FirstAsync(request);

    public static async Task<AwsCall> ReadAsync(HttpRequestMessage request) =>
        new(await ActionOfAsync(request), await request.Content!.ReadAsStringAsync());

    public bool Has(string parameter) => _parameters.ContainsKey(parameter);

    private static async Task<string> FirstAsync(HttpRequestMessage request)
    {
        string body = await request.Content!.ReadAsStringAsync();
        return body.Split('&').First(p => p.StartsWith("Action=", StringComparison.Ordinal))[7..];
    }

    private RunRequest Describe()
    {
        string ids = string.Join(' ', Values("InstanceId").Concat(Values("ResourceId")));
        return Action switch
        {
            _ when IsRead(Action) =>
                new(RunRequestKind.Read, $"{Action} {string.Join(' ', _parameters.Where(IsFilter).Select(p => p.Value))}"),
            "RunInstances" => new(RunRequestKind.Create, $"{Action} {NewName()} {_parameters["ClientToken"]}") { Names = [NewName()] },
            "TerminateInstances" => new(RunRequestKind.Delete, $"{Action} {ids}") { Ids = Ids("InstanceId") },
            "CreateTags" or "DeleteTags" =>
                new(RunRequestKind.Update, $"{Action} {Tag()} {ids}") { Ids = Ids("ResourceId"), Updated = Tag() },
            "MonitorInstances" or "UnmonitorInstances" =>
                new(RunRequestKind.Update, $"{Action} {ids}") { Ids = Ids("InstanceId"), Updated = "monitoring" },
            "ModifyInstanceAttribute" when _parameters.GetValueOrDefault("DisableApiTermination.Value") is { } isProtected =>
                new(RunRequestKind.Update, $"{Action} {isProtected} {ids}")
                {
                    Ids = Ids("InstanceId"),
                    Updated = isProtected == "true" ? ActualState.Protected : $"-{ActualState.Protected}",
                },
            _ => new(RunRequestKind.Update, $"{Action} {ids}") { Ids = Ids("InstanceId") },
        };
    }

    private static bool IsFilter(KeyValuePair<string, string> parameter) =>
        parameter.Key.StartsWith("Filter.", StringComparison.Ordinal) || parameter.Key.StartsWith("InstanceId", StringComparison.Ordinal);

    /// <summary>The values of a list, which may be a single one without a number.</summary>
    private IEnumerable<string> Values(string name) => _parameters
        .Where(p => p.Key.StartsWith($"{name}.", StringComparison.Ordinal) || p.Key == name).Select(p => p.Value);

    private ResourceId[] Ids(string name) => [.. Values(name).Select(v => new ResourceId(v))];

    private string NewName()
    {
        string key = _parameters
            .First(p => p.Key.StartsWith("TagSpecification.1.Tag.", StringComparison.Ordinal) && p.Value == AwsTags.Name).Key;
        return _parameters[key.Replace(".Key", ".Value", StringComparison.Ordinal)];
    }

    /// <summary>The first tag as the engine's tag, with a minus if it is removed.</summary>
    private string Tag()
    {
        string key = _parameters["Tag.1.Key"];
        string tag = AwsTags.FromAws(new Dictionary<string, string>
        {
            [key] = _parameters.GetValueOrDefault("Tag.1.Value", "true"),
        }).FirstOrDefault(key);
        return Action == "DeleteTags" ? $"-{tag}" : tag;
    }
}
