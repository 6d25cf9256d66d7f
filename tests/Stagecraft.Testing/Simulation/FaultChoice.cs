using Stagecraft.DigitalOcean.Sandbox;
using static Stagecraft.DigitalOcean.Sandbox.SandboxFaultKind;

namespace Stagecraft.Testing.Simulation;

/// <summary>Chooses the fault of each request of a run: occasionally any fault of the sandbox, and for some runs a permanent one.</summary>
internal sealed class FaultChoice
{
    private static readonly SandboxFaultKind[] OfReads =
    [
        .. Enum.GetValues<SandboxFaultKind>().Except([LateCommit, PartialCreate, StuckNew, BootsOff, Vanishes]),
    ];
    private static readonly SandboxFaultKind[] OfDeletes = [.. OfReads.Except([PageLoop, NextElsewhere]), LateCommit];
    private static readonly SandboxFaultKind[] OfCreates =
    [
        .. OfDeletes, PartialCreate, PartialCreate, PartialCreate, StuckNew, BootsOff, Vanishes, LateCommit, LateCommit, LostAnswerAfter,
    ];

    /// <summary>A revoked token, a permission taken away, an API that is down.</summary>
    private static readonly SandboxFaultKind[] Lasting =
    [
        Unauthorized, Forbidden, NoTagRead, NoActionRead, ServerErrorBefore, ServerErrorAfter, LostAnswerBefore, LostAnswerAfter,
        RateLimited,
    ];

    private readonly StoryWorld _world;
    private readonly int _run;
    private readonly double _rate;
    private readonly double _writeRate;
    private readonly SandboxFaultKind? _lasting;
    private readonly int _from;
    private readonly int _to;

    public FaultChoice(StoryWorld world, int run)
    {
        _world = world;
        _run = run;
        Dice dice = new(world.Seed, 2, run);
        _rate = dice.Chance(0.3) ? 0 : dice.Between(0, 0.3);
        _writeRate = dice.Chance(0.3) ? _rate : dice.Between(0, 0.7);
        _lasting = dice.Chance(0.12) ? dice.Pick(Lasting) : null;
        _from = 1 + dice.Below(30);
        _to = dice.Chance(0.3) && _lasting != RateLimited ? int.MaxValue : _from + dice.Below(40);
    }

    public SandboxFault? Next(HttpMethod method, int number)
    {
        Dice dice = new(_world.Seed, 3, _run, number);
        SandboxFaultKind? kind = _lasting is { } lasting && number >= _from && number < _to
            ? lasting
            : dice.Chance(method == HttpMethod.Get ? _rate : _writeRate)
                ? dice.Pick(method == HttpMethod.Get ? OfReads : method == HttpMethod.Post ? OfCreates : OfDeletes)
                : null;
        return kind is { } chosen && _world.MayFail() ? Fault(chosen, dice) : null;
    }

    private SandboxFault Fault(SandboxFaultKind kind, Dice dice) => kind switch
    {
        ServerErrorBefore or ServerErrorAfter => new() { Kind = kind, Status = dice.Pick([500, 502, 503, 504]) },
        GatewayHtmlBefore or GatewayHtmlAfter => new() { Kind = kind, Status = dice.Pick([502, 503, 504]) },
        RateLimited => new() { Kind = kind, RetryAfter = dice.Chance(0.5) ? TimeSpan.FromSeconds(1 + dice.Below(20)) : null },
        Slow => new() { Kind = kind, Delay = TimeSpan.FromSeconds(dice.Chance(0.7) ? dice.Between(0.1, 5) : dice.Between(5, 80)) },

        // The guarantees require a commit within the settle window.
        LateCommit => new() { Kind = kind, Delay = dice.Between(0, 0.9) * (_world.Settle - TimeSpan.FromSeconds(1)) },
        StuckNew or BootsOff or Vanishes => new() { Kind = kind, Times = 1 + dice.Below(3) },
        _ => new() { Kind = kind },
    };
}
