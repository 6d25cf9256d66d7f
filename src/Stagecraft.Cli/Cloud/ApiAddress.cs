using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Cloud;

/// <summary>The address of a cloud's API.</summary>
/// <param name="Variable">The variable that replaces it.</param>
/// <param name="Example">An address, for a hint.</param>
/// <param name="Secret">The secret that is sent to it.</param>
internal sealed record ApiAddress(string Variable, string Example, string Secret)
{
    /// <summary>The address of the variable; null if it is not set.</summary>
    /// <exception cref="UsageException">It is not an address for secrets.</exception>
    internal Uri? Read(Func<string, string?> variable)
    {
        if (variable(Variable) is not { } value)
        {
            return null;
        }

        // The value is not shown: it may hold a password.
        if (!Uri.TryCreate(value, UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new UsageException($"{Variable} is not the address of an API", $"for example {Example}");
        }

        return address.Scheme == "https" || address.IsLoopback
            ? address
            : throw new UsageException(
                $"{Variable} would send the {Secret} over plain HTTP", "use https; http is for loopback addresses only");
    }
}
