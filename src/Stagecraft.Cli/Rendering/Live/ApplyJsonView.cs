namespace Stagecraft.Cli.Rendering.Live;

/// <summary>The stream of JSON lines on stdout.</summary>
internal sealed class ApplyJsonView(TextWriter output, TimeProvider time, string command, InfraPlan plan) : IApplyView
{
    private readonly InfraEventJsonWriter _stream = new(output, time);
    private readonly LiveModel _model = new(plan, time);

    public void Start() => _stream.Start(command, plan);

    public void On(InfraEvent happened)
    {
        _model.On(happened);
        _stream.Write(happened);
    }

    public void Finish(ApplyReport report, int exitCode) => _stream.Summary(report, exitCode, _model.TimeOf);

    public void Dispose()
    {
        // A stream has nothing to clean up.
    }
}
