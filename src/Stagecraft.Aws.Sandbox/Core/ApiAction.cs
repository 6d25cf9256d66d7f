using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>An emulated action.</summary>
/// <param name="Service">The service.</param>
/// <param name="Name">The name: the parameter <c>Action</c>, or the end of <c>X-Amz-Target</c>.</param>
/// <param name="Handler">Executes the action. It raises errors before it changes the state.</param>
internal sealed record ApiAction(AwsService Service, string Name, Func<ApiCall, ApiResult> Handler)
{
    /// <summary>The first segments of the parameters that the handler reads, separated by spaces; others are rejected.</summary>
    public string Parameters { get; init; } = "";

    public bool IsWrite { get; init; }

    /// <summary>The token bucket of requests, per region and action.</summary>
    public ThrottleLimit Limit { get; init; } = ThrottleLimit.Read;

    /// <summary>The bucket of a list without filters and pages; null if it has the same one.</summary>
    public ThrottleLimit? UnfilteredLimit { get; init; }

    /// <summary>The bucket of the resources of a request; null if only requests are limited.</summary>
    public ThrottleLimit? ResourceLimit { get; init; }

    /// <summary>The resources that a request takes from <see cref="ResourceLimit"/>.</summary>
    public Func<Parameters, int> CountResources { get; init; } = static _ => 1;

    /// <summary>The handler ends a dry run itself with <see cref="ApiCall.EndDryRun"/>, after its checks.</summary>
    public bool ChecksDryRun { get; init; }

    public string Key => $"{Service}.{Name}";

    /// <summary>A read of EC2.</summary>
    public static ApiAction Read(string name, string parameters, Func<ApiCall, ApiResult> handler) =>
        new(AwsService.Ec2, name, handler) { Parameters = parameters };

    /// <summary>A change of EC2. Its handler ends dry runs.</summary>
    public static ApiAction Write(string name, string parameters, Func<ApiCall, ApiResult> handler) =>
        new(AwsService.Ec2, name, handler)
        {
            Parameters = parameters,
            IsWrite = true,
            Limit = ThrottleLimit.Write,
            ChecksDryRun = true,
        };
}
