using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Planning;

/// <summary>Hints for errors that are reported in several places.</summary>
internal static class ErrorHints
{
    public static string NameTaken(CloudTerms terms, MachineId id, string host) =>
        $"rename the host, or delete or rename that {terms.Machine}; to take it over: stagecraft infra adopt {id} --as {host}";
}
