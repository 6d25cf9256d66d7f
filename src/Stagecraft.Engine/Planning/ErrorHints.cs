using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Hints that are used in several places.</summary>
internal static class ErrorHints
{
    public static string NameTaken(CloudTerms terms, MachineId id, string host) =>
        $"rename the host, or delete or rename that {terms.Machine}; to take it over: stagecraft infra adopt {id} --as {host}";

    /// <param name="ownership">The environment.</param>
    /// <param name="host">A host name or a machine id.</param>
    public static string Unprotect(Ownership ownership, string host) => $"stagecraft infra unprotect {host} -e {ownership.Environment}";
}
