using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>The emulated actions.</summary>
internal sealed class ActionRegistry
{
    private readonly Dictionary<string, ApiAction> _actions = new(StringComparer.Ordinal);

    public ActionRegistry(params IEnumerable<ApiAction> actions)
    {
        foreach (ApiAction action in actions)
        {
            _actions.Add(action.Key, action);
        }
    }

    public IEnumerable<ApiAction> Actions => _actions.Values;

    /// <exception cref="AwsError">The sandbox does not emulate the action.</exception>
    public ApiAction Find(AwsService service, string name) =>
        _actions.GetValueOrDefault($"{service}.{name}") ?? throw NotEmulated(service, name);

    private AwsError NotEmulated(AwsService service, string name)
    {
        string emulated = string.Join(
            ", ", _actions.Values.Where(action => action.Service == service).Select(action => action.Name).Order(StringComparer.Ordinal));
        string code = service is AwsService.Ec2 or AwsService.Sts ? "InvalidAction" : "UnknownOperationException";
        return AwsError.BadRequest(
            code, $"The action {name} is not valid for this web service, or the sandbox does not emulate it. Emulated: {emulated}.");
    }
}
