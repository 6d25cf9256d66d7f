using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Commands that hints and warnings suggest. They are in backticks, so that the command line can add its own options
/// (spec/providers/cloud/interface.md, 5.0).</summary>
internal static class ErrorHints
{
    public static string NameTaken(CloudTerms terms, Ownership ownership, ResourceId id, string host) =>
        $"rename the host, or delete or rename that {terms.Machine}; to take it over: {Adopt(ownership, id, host)}";

    /// <summary>How to avoid a name of another project or environment.</summary>
    public static string OtherNames(CloudTerms terms, Ownership ownership, string? otherProject) =>
        terms.MachineNameKey is not { } key || otherProject == ownership.Project ? "rename the host"
        : ownership.Template.HasProject ? $"rename the host, or change {key}"
        : $"set {key}: \"{{project}}-{{environment}}-{{host}}\"{(ownership.Project is null ? " and project.name" : "")}";

    public static string Up(Ownership ownership) => $"`stagecraft infra up -e {ownership.Environment}`";

    public static string Adopt(Ownership ownership, ResourceId id, string host) =>
        $"`stagecraft infra adopt {id} --as {host} -e {ownership.Environment}`";

    public static string Rename(Ownership ownership, string old, string host) =>
        $"`stagecraft infra rename {old} {host} -e {ownership.Environment}`";

    public static string Surge(Ownership ownership, string host) =>
        $"`stagecraft infra plan -e {ownership.Environment} --replace {host} --surge`";

    /// <param name="ownership">The environment.</param>
    /// <param name="host">A host name or a machine id.</param>
    public static string Unprotect(Ownership ownership, string host) => $"`stagecraft infra unprotect {host} -e {ownership.Environment}`";

    /// <param name="ownership">The environment.</param>
    /// <param name="host">A host name or a machine id.</param>
    public static string Forget(Ownership ownership, string host) => $"`stagecraft infra forget {host} -e {ownership.Environment}`";
}
