using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The variable that replaces the API's address.</summary>
internal static class ApiAddress
{
    /// <exception cref="UsageException">It is not an address that a token may be sent to.</exception>
    internal static Uri? From(string? value)
    {
        if (value is null)
        {
            return null;
        }

        // The value is not shown: it may hold a password.
        if (!Uri.TryCreate(value, UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new UsageException(
                $"{DigitalOceanTerms.ApiUrlVariable} is not the address of an API", $"for example {DigitalOceanTerms.ApiUrl}");
        }

        return address.Scheme == "https" || address.IsLoopback
            ? address
            : throw new UsageException(
                $"{DigitalOceanTerms.ApiUrlVariable} would send the token over plain HTTP",
                "use https; http is for loopback addresses only");
    }
}
