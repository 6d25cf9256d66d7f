namespace Stagecraft.Testing.Simulation;

/// <summary>Chooses the fault of each request of a run: occasionally any, and for some runs one that lasts.</summary>
/// <typeparam name="T">The faults of a cloud.</typeparam>
internal sealed class FaultChoice<T>
    where T : struct, Enum
{
    private readonly ScenarioWorld _world;
    private readonly int _run;
    private readonly double _rate;
    private readonly double _writeRate;
    private readonly T? _lasting;
    private readonly int _from;
    private readonly int _to;

    /// <param name="world">The scenario.</param>
    /// <param name="run">The number of the run.</param>
    /// <param name="lasting">The faults that may last, such as a revoked token or an API that is down.</param>
    /// <param name="temporary">The one of them that always ends.</param>
    public FaultChoice(ScenarioWorld world, int run, IReadOnlyList<T> lasting, T temporary)
    {
        _world = world;
        _run = run;
        Dice dice = new(world.Seed, 2, run);
        _rate = dice.Chance(0.3) ? 0 : dice.Between(0, 0.3);
        _writeRate = dice.Chance(0.3) ? _rate : dice.Between(0, 0.7);
        _lasting = dice.Chance(0.12) ? dice.Pick(lasting) : null;
        _from = 1 + dice.Below(30);
        _to = dice.Chance(0.3) && !_lasting.Equals(temporary) ? int.MaxValue : _from + dice.Below(40);
    }

    /// <summary>Chooses the fault of a request.</summary>
    /// <param name="kinds">The faults that it may have.</param>
    /// <param name="isWrite">Whether it writes.</param>
    /// <param name="number">Its number in the run.</param>
    /// <returns>The fault, and the dice for its details; null for none.</returns>
    public (T Fault, Dice Dice)? Next(IReadOnlyList<T> kinds, bool isWrite, int number)
    {
        Dice dice = new(_world.Seed, 3, _run, number);
        T? fault = _lasting is { } lasting && number >= _from && number < _to ? lasting
            : dice.Chance(isWrite ? _writeRate : _rate) ? dice.Pick(kinds)
            : null;
        return fault is { } chosen && _world.MayFail() ? (chosen, dice) : null;
    }
}
