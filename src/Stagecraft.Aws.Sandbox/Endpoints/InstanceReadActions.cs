using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>Reads of instances.</summary>
internal static class InstanceReadActions
{
    private const string Parameters = "InstanceId Filter MaxResults NextToken IncludeManagedResources";

    public static IEnumerable<ApiAction> All =>
    [
        ApiAction.Read("DescribeInstances", Parameters, Describe) with { UnfilteredLimit = ThrottleLimit.UnfilteredRead },
        ApiAction.Read("DescribeInstanceStatus", $"{Parameters} IncludeAllInstances", DescribeStatus),
        ApiAction.Read("DescribeInstanceCreditSpecifications", Parameters, DescribeCredits),
    ];

    private static ApiResult Describe(ApiCall call)
    {
        (IReadOnlyList<Instance> page, XElement? next) = Page(call, Select(call));
        return ApiResult.Of(
            Xml.List(
                "reservationSet",
                page.GroupBy(instance => instance.ReservationId),
                group => InstanceView.Reservation(call, group.Key, group)),
            next);
    }

    private static ApiResult DescribeStatus(ApiCall call)
    {
        bool all = call.Parameters.Bool("IncludeAllInstances") ?? false;
        IEnumerable<Instance> shown = Select(call)
            .Where(instance => all || InstanceSnapshot.Shown(call, instance).State == InstanceState.Running);
        (IReadOnlyList<Instance> page, XElement? next) = Page(call, shown);
        return ApiResult.Of(Xml.List("instanceStatusSet", page, instance => Status(call, instance)), next);
    }

    private static object?[] Status(ApiCall call, Instance instance)
    {
        InstanceState state = InstanceSnapshot.Shown(call, instance).State;
        string status = state == InstanceState.Running ? "ok" : "not-applicable";
        return
        [
            Xml.Text("instanceId", instance.Id),
            Xml.Text("availabilityZone", instance.Zone),
            StateNames.Element("instanceState", state),
            Summary("systemStatus", status),
            Summary("instanceStatus", status),
        ];
    }

    private static XElement Summary(string name, string status) => new(
        name,
        Xml.Text("status", status),
        Xml.List("details", status == "ok" ? ["reachability"] : Array.Empty<string>(), detail => new object?[]
        {
            Xml.Text("name", detail), Xml.Text("status", "passed"),
        }));

    private static ApiResult DescribeCredits(ApiCall call)
    {
        IReadOnlyList<string> ids = call.Parameters.List("InstanceId");
        IEnumerable<Instance> instances = ids.Count > 0
            ? InstanceFinder.Require(call, ids)
            : Select(call).Where(instance => instance.CpuCredits == "unlimited");
        (IReadOnlyList<Instance> page, XElement? next) =
            Page(call, instances.Where(instance => instance.CpuCredits is not null && !instance.EndsIn(InstanceState.Terminated)));
        return ApiResult.Of(
            Xml.List("instanceCreditSpecificationSet", page, instance => new object?[]
            {
                Xml.Text("instanceId", instance.Id), Xml.Text("cpuCredits", instance.CpuCredits),
            }),
            next);
    }

    /// <summary>The instances of the IDs, or those that lists show; of these the ones that match the filters.</summary>
    private static IEnumerable<Instance> Select(ApiCall call)
    {
        IReadOnlyList<string> ids = call.Parameters.List("InstanceId");
        if (ids.Count > 0 && call.Parameters.Has("MaxResults"))
        {
            throw AwsError.InvalidCombination("The parameter instancesSet cannot be used with the parameter maxResults");
        }

        IReadOnlyList<Filter> filters = call.Parameters.Filters();
        IEnumerable<Instance> instances = ids.Count > 0
            ? InstanceFinder.Require(call, ids)
            : call.Region.Instances.Where(instance =>
                instance.CreatedAt + call.Conditions.ListLag <= call.Now && !instance.IsGone(call.Now));
        return [.. instances.Where(instance => InstanceFilters.Match(call, filters, instance))];
    }

    private static (IReadOnlyList<Instance> Page, XElement? Next) Page(ApiCall call, IEnumerable<Instance> instances) => Paging.Take(
        call,
        instances.OrderBy(instance => instance.Number),
        instance => instance.Number.ToString("d12", CultureInfo.InvariantCulture));
}
