using Stagecraft.Aws.Api.Client;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>A client that sends creates as early as its limits permit, and the bucket of AWS, which counts a request when it arrives. Delays
/// are random.</summary>
internal sealed class BucketScenario
{
    private const int Capacity = 5;
    private const double PerSecond = 2;

    private static readonly RequestKind Create = new(RequestPriority.Working, AwsLimits.NameOf("RunInstances", "eu-central-1"));

    private readonly AwsLimits _limits = new();
    private readonly Random _random;
    private readonly double _longest;
    private readonly int _mostInFlight;
    private readonly PriorityQueue<bool, double> _due = new(); // true for an arrival, false for a response
    private double _tokens = Capacity;
    private double _countedAt;
    private int _inFlight;

    public BucketScenario(int seed)
    {
        _random = new(seed);
        _longest = _random.NextDouble() * 4;
        _mostInFlight = _random.Next(1, 9);
    }

    /// <summary>The lowest level of the bucket of AWS after a request.</summary>
    public double LeastTokens { get; private set; } = Capacity;

    public void Run(int requests)
    {
        double now = 0;
        for (int sent = 0; sent < requests;)
        {
            TimeSpan? wait = _inFlight < _mostInFlight ? _limits.Check(TimeSpan.FromSeconds(now), Create, othersQueue: false).Wait : null;
            double sendAt = wait is { } left ? now + left.TotalSeconds : double.MaxValue;
            if (_due.TryPeek(out _, out double next) && next <= sendAt)
            {
                now = next;
                Happen(now);
            }
            else if (wait == TimeSpan.Zero)
            {
                Send(now);
                sent++;
            }
            else
            {
                now = sendAt;
            }
        }

        while (_due.TryPeek(out _, out double last))
        {
            Happen(last);
        }
    }

    private void Send(double now)
    {
        _limits.Start(Create);
        _inFlight++;
        double arrival = now + (_random.NextDouble() * _longest);
        _due.Enqueue(true, arrival);
        _due.Enqueue(false, arrival + (_random.NextDouble() * _longest));
    }

    private void Happen(double now)
    {
        if (_due.Dequeue())
        {
            _tokens = Math.Min(Capacity, _tokens + ((now - _countedAt) * PerSecond)) - 1;
            _countedAt = now;
            LeastTokens = Math.Min(LeastTokens, _tokens);
        }
        else
        {
            _limits.End(TimeSpan.FromSeconds(now), Create, 1);
            _inFlight--;
        }
    }
}
