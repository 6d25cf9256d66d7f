using Stagecraft.Cli.Context;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Rendering.Live;

/// <summary>Progress on stderr, a line an event or a view that changes in place; the outcome on stdout.</summary>
internal sealed class ApplyTextView : IApplyView
{
    private const string OtherProject = "other_project";

    private readonly CommandContext _context;
    private readonly string _command;
    private readonly InfraPlan _plan;
    private readonly LiveModel _model;
    private readonly LiveView? _live;

    internal ApplyTextView(CommandContext context, string command, InfraPlan plan)
    {
        _context = context;
        _command = command;
        _plan = plan;
        _model = new LiveModel(plan, context.Environment.TimeProvider);
        _live = context.Live is { } screen ? new LiveView(context, screen, _model, $"{command} {plan.Environment}") : null;
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
        if (_live is null && !_context.Quiet)
        {
            EventText.Write(_context.Error, happened);
        }
    }

    public void Finish(ApplyReport report, int exitCode)
    {
        Dispose();
        SetApart();
        OutcomeText.Write(_context.Out, report, _command, _model.TimeOf);
        if (_command == "down" && report.Succeeded && report.Count(HostOutcomeKind.Kept) == 0 && _plan.Warnings.All(w => w.Code != OtherProject))
        {
            _context.Out.Line($"No droplets of {_plan.Environment} are left.");
        }

        _context.Out.Flush();
    }

    public void Dispose() => _live?.Dispose();

    private void SetApart()
    {
        if (!_context.Quiet)
        {
            _context.Error.Line();
            _context.Error.Flush();
        }
    }
}
