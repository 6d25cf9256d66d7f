using System.Text.Json.Nodes;
using FileHosts.Applying;
using FileHosts.Machines;
using FileHosts.Planning;
using FileHosts.Settings;
using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace FileHosts;

/// <summary>The smallest cloud that keeps the whole contract: its machines are entries of a JSON file.</summary>
internal sealed class FileProvider : ICloudProvider
{
    public const string ProviderId = "file";

    public string Id => ProviderId;

    public IReadOnlyList<Problem> Validate(ConfigNode config, string? project)
    {
        SectionReader.Read(config, project, out IReadOnlyList<Problem> problems);
        return problems;
    }

    public JsonObject DescribeConfig() => SectionSchema.Create();

    // A file is read without waiting: the work is moved off the caller's thread, not made asynchronous.
    public Task<InfraPlan> PlanAsync(PlanOptions options, CancellationToken cancellationToken) => Task.Run(() => Plan(options), cancellationToken);

    public Task<ApplyReport> ApplyAsync(ApplyOptions options, CancellationToken cancellationToken) => Task.Run(() => Apply(options, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<HostStatus>> ListHostsAsync(ListOptions options, CancellationToken cancellationToken) => Task.Run(() => List(options), cancellationToken);

    private static InfraPlan Plan(PlanOptions options)
    {
        Wanted wanted = Wanted.Of(options);
        return Planner.Diff(wanted, new MachineFile(wanted.File).Read());
    }

    private static ApplyReport Apply(ApplyOptions options, CancellationToken cancellationToken)
    {
        Wanted wanted = PlanFit.WantedBy(options);
        MachineFile file = new MachineFile(wanted.File);
        using IDisposable held = file.Lock();
        file.Read();
        ApplyRun run = new ApplyRun(options.Plan, wanted, file, new SerialProgress(options.Progress), cancellationToken);
        ApplyReport report = run.Run(out bool changedAnything);
        if (report.IsInterrupted && !changedAnything)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        return report.Succeeded ? report : throw CloudProviderException.Of(ProviderId, report, changedAnything);
    }

    private static IReadOnlyList<HostStatus> List(ListOptions options)
    {
        Wanted wanted = Wanted.Of(new PlanOptions { Config = options.Config, Project = options.Project, Environment = options.Environment, Intent = PlanIntent.Down });
        Ownership ownership = wanted.Ownership;
        ConfigMapping? declared = ((options.Config as ConfigMapping)?.Find(SectionKeys.Hosts) as ConfigMapping)?.Find(options.Environment) as ConfigMapping;
        return HostStatus.Sorted(new MachineFile(wanted.File).Read().Machines.Where(ownership.Owns).Select(m => new HostStatus(
            ownership.HostOf(m),
            m.Name,
            m.MachineId,
            Ownership.RoleOf(m),
            m.Size,
            Planner.Nowhere,
            m.Status,
            PublicIpv4: null,
            m.Address,
            PublicIpv6: null,
            IsDeclared: ownership.HostOf(m) is { } host && declared?.Find(host) is not null)));
    }
}
