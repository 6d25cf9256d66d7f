using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>What the account says of itself.</summary>
internal static class AccountChecks
{
    public static void TellAccount(DiagnosticResults findings, Account? account)
    {
        switch (account?.Status)
        {
            case null:
                findings.Unknown(Checks.Account, "the account does not tell its status to this token");
                break;
            case "active":
                findings.Ok(Checks.Account, "the account is active");
                break;
            case "locked":
                findings.Fail(Checks.Account, new Problem(ErrorCodes.Forbidden, "the account is locked", "ask DigitalOcean's support"));
                break;
            default:
                findings.Warn(Checks.Account, $"the account's status is '{account.Status}'", "see what DigitalOcean's control panel says about it");
                break;
        }
    }

    public static void TellRate(DiagnosticResults findings, (int Limit, int? Left) hour)
    {
        if (hour.Left is not { } left)
        {
            findings.Unknown(Checks.RateLimit, "the API's answers do not tell how many requests are left");
            return;
        }

        string counts = string.Create(CultureInfo.InvariantCulture, $"{left} of {hour.Limit} requests of this hour are left");
        if (left * 10 >= hour.Limit)
        {
            findings.Ok(Checks.RateLimit, counts);
        }
        else
        {
            findings.Warn(Checks.RateLimit, counts, "commands will wait; find out what else uses this token, or wait for the hour to pass");
        }
    }
}
