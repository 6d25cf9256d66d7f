using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Cloud;

/// <summary>The address of a cloud's API.</summary>
/// <param name="Variable">The variable that replaces it.</param>
/// <param name="Example">An address, for a hint.</param>
/// <param name="Secret">The secret that is sent to it.</param>
internal sealed record ApiAddress(string Variable, string Example, string Secret)
{
    /// <summary>The variable that switches the replacement off if it is <c>true</c>; null if the cloud has none.</summary>
    internal string? OffVariable { get; init; }

    /// <summary>The address of the variable; null if it is not set or switched off.</summary>
    /// <exception cref="UsageException">It is not an address for secrets.</exception>
    internal Uri? Read(Func<string, string?> variable)
    {
        bool isOff = OffVariable is not null && string.Equals(variable(OffVariable), "true", StringComparison.OrdinalIgnoreCase);
        if (isOff || variable(Variable) is not { } value)
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
