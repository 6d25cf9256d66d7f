using Stagecraft.Events;

namespace Stagecraft.Cli.Rendering;

/// <summary>Shows a run while it happens and its end.</summary>
internal interface IApplyView
{
    void Start();

    void On(InfraEvent happened);

    void Finish(ApplyReport report, int exitCode);
}
