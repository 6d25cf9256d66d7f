using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Diagnosing;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>Checks token, scopes, SSH key and the account itself.</summary>
internal sealed class ConnectionChecks(DiagnosticResults results)
{
    /// <returns>The token, or null if there is none.</returns>
    public string? Token(string variable, Func<string, string?> getEnvironmentVariable)
    {
        try
        {
            string token = ApiToken.Read(variable, getEnvironmentVariable);
            results.Ok(Checks.Token, $"variable {variable} is set");
            return token;
        }
        catch (CloudProviderException e)
        {
            results.Fail(Checks.Token, e.Problems[0]);
            return null;
        }
    }

    public void Account(Account? account)
    {
        if (account?.Status is null)
        {
            results.Unknown(Checks.Account, "this token cannot read the account's status");
        }
        else if (account.IsLocked)
        {
            results.Fail(Checks.Account, new Problem(ErrorCodes.Forbidden, account.Describe(), Api.Account.LockedHint));
        }
        else
        {
            results.WarnOrOk(
                Checks.Account,
                account.Status != "active" ? (account.Describe(), "see the DigitalOcean control panel")
                    : account.EmailVerified == false
                    ? ("the email address of the account is not verified", "verify it in the DigitalOcean control panel")
                    : null,
                "the account is active");
        }
    }

    public void RateLimit((int Limit, int? Left) hour)
    {
        if (hour.Left is not { } left)
        {
            results.Unknown(Checks.RateLimit, "the API's responses do not state the remaining requests");
            return;
        }

        string counts = string.Create(CultureInfo.InvariantCulture, $"{left} of {hour.Limit} requests remain in this hour");
        results.WarnOrOk(
            Checks.RateLimit,
            left * 10 < hour.Limit
                ? (counts, "commands will wait; find what else uses this token, or wait until the hour has passed")
                : null,
            counts);
    }

    public void SshKeys(IReadOnlyList<Setting<string>> names, Probe<IReadOnlyList<SshKey>>? keys)
    {
        if (names.Count == 0)
        {
            results.Unknown(Checks.SshKey, "not checked: ssh_key_name is not set");
        }
        else if (keys?.Value is { } found)
        {
            results.Ok(Checks.SshKey, names.Count == 1
                ? $"'{names[0].Value}' is in the account ({found[0].Fingerprint})"
                : $"all {names.Count} keys are in the account ({string.Join(", ", found.Select(k => k.Fingerprint))})");
        }
        else
        {
            results.Fail(Checks.SshKey, keys!.Problem!);
        }
    }

    /// <summary>Checks the read scopes. Write scopes cannot be checked without writing.</summary>
    /// <param name="required">The reads that plans need.</param>
    /// <param name="optional">The other reads, each with the consequence of its refusal.</param>
    public void Scopes(
        IReadOnlyList<(string Scope, Problem? Problem)> required,
        IReadOnlyList<(string Scope, Problem? Problem, string Consequence)> optional)
    {
        results.Unknown(Checks.WriteScopes, $"{string.Join(", ", TokenScopes.Writing)} cannot be checked without writing");
        string missing = Missing(required);
        (string Scope, Problem? Problem)[] others = [.. optional.Select(o => (o.Scope, o.Problem))];
        string missingOptional = Missing(others);
        string[] consequences =
        [
            .. optional.Where(o => o.Problem?.Code == ErrorCodes.Forbidden).Select(o => o.Consequence).Distinct(StringComparer.Ordinal),
        ];
        Problem? failed = required.Concat(others).Select(p => p.Problem)
            .FirstOrDefault(p => p is { Code: not (ErrorCodes.Forbidden or ErrorCodes.SshKeyNotFound) });
        if (missing.Length > 0)
        {
            results.Fail(
                Checks.ReadScopes,
                new Problem(ErrorCodes.Forbidden, $"reads that need {missing} are refused: {Reason(required)}", Hint(missing)));
        }
        else if (failed is not null)
        {
            results.Fail(Checks.ReadScopes, failed);
        }
        else
        {
            results.WarnOrOk(
                Checks.ReadScopes,
                missingOptional.Length > 0
                    ? ($"reads that need {missingOptional} are refused, so {string.Join(", and ", consequences)}: {Reason(others)}",
                        Hint(missingOptional))
                    : null,
                "the token has all required read scopes");
        }
    }

    // A read is also refused for other reasons than a missing scope, which the message of the API states.
    private static string Reason(IEnumerable<(string Scope, Problem? Problem)> reads) =>
        reads.Select(p => p.Problem).First(p => p?.Code == ErrorCodes.Forbidden)!.Message;

    private static string Hint(string missing) => $"if the token lacks these scopes, create a token that also has {missing}";

    private static string Missing(IEnumerable<(string Scope, Problem? Problem)> reads) => string.Join(
        ", ",
        reads.Where(p => p.Problem?.Code == ErrorCodes.Forbidden).SelectMany(p => p.Scope.Split(", ")).Distinct(StringComparer.Ordinal));
}
