using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>One thing that was read, or why it could not be.</summary>
internal sealed record Probe<T>(T? Value, Problem? Problem, DateTimeOffset? ServerTime)
    where T : class
{
    /// <summary>Whether the API said that this token may not read it.</summary>
    public bool IsForbidden => Problem?.Code == ErrorCodes.Forbidden;

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
            return new Probe<T>(null, e.Problems[0], null);
        }
    }
}
