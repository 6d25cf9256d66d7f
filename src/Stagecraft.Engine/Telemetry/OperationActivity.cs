using System.Diagnostics;

namespace Stagecraft.Engine.Telemetry;

/// <summary>The span of an operation. It is marked as failed unless <see cref="Succeeded"/> was called.</summary>
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
