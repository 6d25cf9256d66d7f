namespace Stagecraft.Cli.Rendering.Live;

/// <summary>Shows the progress and the outcome of a run. After disposal nothing is updated in place.</summary>
internal interface IApplyView : IDisposable
{
    void Start();

    void On(InfraEvent happened);

    void Finish(ApplyReport report, int exitCode);
}
