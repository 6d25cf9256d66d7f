using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Diagnosing;

/// <summary>The result of one read: the value, or the problem.</summary>
internal sealed record Probe<T>(T? Value, Problem? Problem, DateTimeOffset? ServerTime)
    where T : class
{
    public static async Task<Probe<T>> OfAsync(Task<T> read)
    {
        try
        {
            return new Probe<T>(await read.ConfigureAwait(false), null, null);
        }
        catch (CloudException e)
        {
            return new Probe<T>(null, e.Failure.ToProblem(), e.ServerTime);
        }
        catch (CloudProviderException e)
        {
            return new Probe<T>(null, e.Problems[0] with { Message = string.Join("; ", e.Problems.Select(p => p.Message)) }, null);
        }
    }
}
