using Stagecraft.Engine.Http;
using Stagecraft.Engine.Running;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>A request to the governor.</summary>
/// <param name="At">When, in milliseconds.</param>
/// <param name="Kind">What it is.</param>
/// <param name="PendingRequest">How long it takes once it has passed, in milliseconds.</param>
/// <param name="Counted">Where in its flight the server counts it, from 0 to 1.</param>
/// <param name="ReorderWindow">The time until it is canceled, in milliseconds; null for never.</param>
internal sealed record Arrival(int At, RequestKind Kind, int PendingRequest, double Counted, int? ReorderWindow);
