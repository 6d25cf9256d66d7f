using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Accounts;

/// <summary>Checks that the credentials belong to the declared account (spec aws.md 6.1).</summary>
internal static class AccountIdentity
{
    /// <exception cref="CloudProviderException"><c>refused</c>: they belong to another account.</exception>
    public static async Task RequireAsync(AwsClient client, string expected, CancellationToken cancellationToken)
    {
        string account = client.Session.Account
            ?? (await client.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).Value.Account;
        if (account != expected)
        {
            throw Ec2Terms.Terms.Failure(
                ErrorCodes.Refused,
                $"the credentials belong to account {Excerpt.Of(account)}, but account_id is '{expected}'; nothing was read or changed",
                "use credentials of the declared account, or correct account_id");
        }

        client.Session.Account = account;
    }
}
