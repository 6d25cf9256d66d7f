using System.Diagnostics;

namespace Stagecraft.Engine.Telemetry;

/// <summary>A span of the provider's own work: failed, unless it is said to have succeeded before its end.</summary>
internal sealed class OperationActivity(Activity? activity) : IDisposable
{
    private bool _succeeded;

    public void Succeeded() => _succeeded = true;

    public void Dispose()
    {
        if (!_succeeded)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }

        activity?.Dispose();
    }
}
