using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>The names of instance states.</summary>
internal static class StateNames
{
    public static string Of(InstanceState state) => state switch
    {
        InstanceState.Pending => "pending",
        InstanceState.Running => "running",
        InstanceState.ShuttingDown => "shutting-down",
        InstanceState.Terminated => "terminated",
        InstanceState.Stopping => "stopping",
        _ => "stopped",
    };

    public static XElement Element(string name, InstanceState state) =>
        new(name, Xml.Number("code", (int)state), Xml.Text("name", Of(state)));
}
