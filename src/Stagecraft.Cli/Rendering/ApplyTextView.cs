using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Rendering;

/// <summary>Progress on stderr, the outcome on stdout.</summary>
internal sealed class ApplyTextView(CommandContext context, string command, InfraPlan plan) : IApplyView
{
    private const string OtherProject = "other_project";

    private readonly CommandContext _context = context;
    private readonly string _command = command;
    private readonly InfraPlan _plan = plan;

    public void Start() => SetApart();

    public void On(InfraEvent happened)
    {
        if (!_context.Quiet)
        {
            EventText.Write(_context.Error, happened);
        }
    }

    public void Finish(ApplyReport report, int exitCode)
    {
        SetApart();
        OutcomeText.Write(_context.Out, report, _command);
        if (_command == "down" && report.Succeeded && report.Count(HostOutcomeKind.Kept) == 0 && _plan.Warnings.All(w => w.Code != OtherProject))
        {
            _context.Out.Line($"No droplets of {_plan.Environment} are left.");
        }

        _context.Out.Flush();
    }

    private void SetApart()
    {
        if (!_context.Quiet && _plan.HasChanges)
        {
            _context.Error.Line();
            _context.Error.Flush();
        }
    }
}
