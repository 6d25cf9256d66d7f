using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Rendering.Live;

/// <summary>Progress on stderr, as one line per event or as a view that is updated in place; the outcome on stdout.</summary>
internal sealed class ApplyTextView : IApplyView
{
    private readonly CommandIo _io;
    private readonly string _command;
    private readonly InfraPlan _plan;
    private readonly LiveModel _model;
    private readonly LiveView? _live;
    private readonly bool _isSandbox;
    private readonly HashSet<ResourceId> _resized;

    internal ApplyTextView(CommandContext context, string command, InfraPlan plan, bool isSandbox, Func<int?> requestsLeft)
    {
        (_io, _command, _plan, _isSandbox) = (context.Io, command, plan, isSandbox);
        _resized = [.. plan.Changes.Where(RolloutText.IsResized).Select(c => c.Id!.Value)];
        _model = new LiveModel(plan, context.Environment.TimeProvider, isSandbox);
        _live = _io.Live is { } screen
            ? new LiveView(context.Environment, screen, _model, $"{command} {plan.Environment}", _io.Error.HasColor, requestsLeft)
            : null;
    }

    public void Start()
    {
        if (_live is not null)
        {
            _live.Start();
        }
        else if (_plan.HasChanges)
        {
            SetApart();
        }
    }

    public void On(InfraEvent happened)
    {
        _model.On(happened);
        if (_live is null && !_io.Options.Quiet)
        {
            bool isResized = happened is HostEvent { Id: { } id } && _resized.Contains(id);
            EventText.Write(_io.Error, happened, Clouds.Of(_plan.Provider).Terms.Machine, _isSandbox, isResized);
        }
    }

    public void Finish(ApplyReport report, int exitCode)
    {
        Dispose();
        SetApart();
        OutcomeText.Write(_io.Out, report, _plan, _command, _isSandbox, _model.TimeOf, _model.TimeOf);
        if (_command == "down" && report.Succeeded && report.Count(OutcomeKind.Kept) == 0
            && _plan.Warnings.All(w => w.Code != "other_project"))
        {
            _io.Out.Line($"No {Clouds.Of(_plan.Provider).Terms.Machines} of {_plan.Environment} are left.");
        }

        _io.Out.Flush();
    }

    public void Dispose() => _live?.Dispose();

    private void SetApart()
    {
        if (!_io.Options.Quiet)
        {
            _io.Error.Line();
            _io.Error.Flush();
        }
    }
}
