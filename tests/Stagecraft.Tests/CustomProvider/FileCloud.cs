using System.Text;
using FileHosts;
using FileHosts.Machines;
using Stagecraft.Config;
using Stagecraft.Engine;
using Stagecraft.Engine.Readiness;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Tests.Config;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>The example's driver and a folder for its file.</summary>
internal sealed class FileCloud : IDisposable
{
    public const string TwoHosts = "staging: {app-1: {role: app, size: small}, db-1: {role: db, size: large}}";

    private readonly string _folder = Directory.CreateTempSubdirectory("filehosts-").FullName;

    public string HostsFile => Path.Combine(_folder, "hosts.json");

    public string ConfigFile => Path.Combine(_folder, "stagecraft.yml");

    public string Folder => _folder;

    public EngineProvider Provider { get; } = NewProvider();

    public static EngineProvider NewProvider(IHostProbe? probe = null) =>
        new(new FileDriver(), probe is null ? new EngineOptions() : new EngineOptions { HostProbe = probe });

    /// <summary>A machine that another user of the file wrote.</summary>
    public static FileMachine Other(long id, string name, string size = "small", params string[] tags) =>
        new(id, name, size, FileMachine.Active, $"10.0.0.{id}", DateTimeOffset.UnixEpoch, tags);

    public List<InfraEvent> Events { get; } = [];

    /// <summary>Called with each event, after it was listed.</summary>
    public Action<InfraEvent> OnEvent { get; set; } = _ => { };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static string Yaml(string hosts) => $$"""
        project: {name: shop}
        cloud:
          provider: file
          providers:
            file:
              file: hosts.json
              hosts:
                {{hosts}}
        """;

    public ConfigNode Section(string hosts) =>
        StagecraftFile.Parse(ConfigReader.Read(ConfigFile, Encoding.UTF8.GetBytes(Yaml(hosts)))).File!.ProviderConfig;

    public Task<InfraPlan> PlanAsync(
        string hosts = TwoHosts,
        PlanIntent intent = PlanIntent.Converge,
        string? project = "shop",
        string[]? targets = null,
        string[]? replace = null) =>
        Provider.PlanAsync(
            new PlanOptions
            {
                Config = Section(hosts),
                Project = project,
                Environment = "staging",
                Intent = intent,
                Targets = targets
                ?? [],
                Replace = replace ?? []
            },
            CancellationToken.None);

    public Task<ApplyReport> ApplyAsync(
        InfraPlan plan,
        string hosts = TwoHosts,
        CancellationToken cancellationToken = default,
        EngineProvider? provider = null) => (provider ?? NewProvider()).ApplyAsync(
        new ApplyOptions
        {
            Config = Section(hosts),
            Plan = plan,
            Progress = new InfraProgress(happened =>
            {
                Events.Add(happened);
                OnEvent(happened);
            }),
        },
        cancellationToken);

    public async Task<ApplyReport> UpAsync(string hosts = TwoHosts) => await ApplyAsync(await PlanAsync(hosts), hosts);

    public async Task<CloudProviderException> FailsAsync(InfraPlan plan, string hosts = TwoHosts)
    {
        Func<Task> apply = () => ApplyAsync(plan, hosts);
        return (await apply.Should().ThrowAsync<CloudProviderException>()).Which;
    }

    public Task<IReadOnlyList<HostStatus>> ListAsync(string hosts = TwoHosts) =>
        Provider.ListHostsAsync(
            new ListOptions { Config = Section(hosts), Project = "shop", Environment = "staging" }, CancellationToken.None);

    public MachineList Content() => MachineJson.Read(File.ReadAllBytes(HostsFile));

    public void Put(MachineList list) => File.WriteAllBytes(HostsFile, MachineJson.Write(list));

    /// <summary>Makes every write fail: no process can write to a folder, not even as root.</summary>
    public void BlockWriting() => Directory.CreateDirectory(HostsFile + ".new");
}
