using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>What to do about errors that are reported in more than one place.</summary>
internal static class ErrorHints
{
    public static string NameTaken(MachineId id, string host) =>
        $"rename the host, or delete or rename that droplet; to take it over: stagecraft infra adopt {id} --as {host}";

    public const string ReadTags = "the token needs the scope tag:read; without it an empty account cannot be told from a full one";
}
