namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>What the token may read. What it may write cannot be known without writing.</summary>
internal static class ScopeCheck
{
    public static void Tell(
        DiagnosticResults findings,
        IReadOnlyList<(string Scope, Problem? Problem)> needed,
        IReadOnlyList<(string Scope, Problem? Problem)> useful)
    {
        findings.Unknown(Checks.WriteScopes, "droplet:create, droplet:delete and tag:create cannot be checked without writing");
        string[] missing = Missing(needed);
        string[] unhelpful = Missing(useful);
        Problem? failed = needed.Concat(useful).Select(p => p.Problem).FirstOrDefault(p => p is { Code: not (ErrorCodes.Forbidden or ErrorCodes.SshKeyNotFound) });
        if (missing.Length > 0)
        {
            string list = string.Join(", ", missing);
            findings.Fail(Checks.ReadScopes, new Problem(ErrorCodes.Forbidden, $"the token lacks {list}", $"make a token that has {list} too"));
        }
        else if (failed is not null)
        {
            findings.Fail(Checks.ReadScopes, failed);
        }
        else if (unhelpful.Length > 0)
        {
            string list = string.Join(", ", unhelpful);
            findings.Warn(Checks.ReadScopes, $"the token lacks {list}: limits are not checked before, and a first create waits longer", $"a token that has {list} too is better");
        }
        else
        {
            findings.Ok(Checks.ReadScopes, "the token may read all that is needed");
        }
    }

    private static string[] Missing(IEnumerable<(string Scope, Problem? Problem)> probes) =>
        [.. probes.Where(p => p.Problem?.Code == ErrorCodes.Forbidden).SelectMany(p => p.Scope.Split(", ")).Distinct(StringComparer.Ordinal)];
}
