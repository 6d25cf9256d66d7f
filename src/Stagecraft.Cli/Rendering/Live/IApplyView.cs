using Stagecraft.Events;

namespace Stagecraft.Cli.Rendering.Live;

/// <summary>Shows a run while it happens and its end. Disposed, it shows nothing that changes any more, however the run went.</summary>
internal interface IApplyView : IDisposable
{
    void Start();

    void On(InfraEvent happened);

    void Finish(ApplyReport report, int exitCode);
}
