using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

/// <summary>The health check of the droplets. A TCP check has no path.</summary>
internal sealed record HealthCheck(
    string Protocol,
    int Port,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Path,
    int CheckIntervalSeconds,
    int ResponseTimeoutSeconds,
    int UnhealthyThreshold,
    int HealthyThreshold);
