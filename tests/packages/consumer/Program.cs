// A third-party program: it uses the packages and nothing else of the repository. It plans and applies an environment in the sandbox.
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Stagecraft.Aws;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

CancellationToken cancellationToken = CancellationToken.None;
await using DigitalOceanSandbox sandbox = DigitalOceanSandbox.Create(new SandboxOptions { DropletLimit = 10 });
using HttpClient http = new(sandbox.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "any");
string account = await http.GetStringAsync(new Uri("/v2/account", UriKind.Relative), cancellationToken);
Console.WriteLine($"the sandbox is an account: {account.Contains("\"droplet_limit\":10", StringComparison.Ordinal)}");

await File.WriteAllTextAsync("stagecraft.yml", """
    project: { name: consumer }
    cloud:
      provider: digitalocean
      providers:
        digitalocean:
          token_env: DO_TOKEN
          ssh_key_name: my-ssh-key
          default_region: nyc1
          default_size: s-1vcpu-1gb
          poll_interval: 1s
          hosts:
            staging:
              app-1: { role: app }
              db-1: { role: db }
    """);
ConfigMapping top = ConfigReader.Read("stagecraft.yml");
StagecraftFile file = StagecraftFile.Parse(top).File ?? throw new InvalidOperationException("stagecraft.yml has problems");
var settings = new DigitalOceanProviderOptions { GetEnvironmentVariable = Environment.GetEnvironmentVariable };
Environment.SetEnvironmentVariable("DO_TOKEN", "any");
sandbox.Conditions = sandbox.Conditions with { Boot = TimeSpan.FromMilliseconds(200), Destroy = TimeSpan.FromMilliseconds(200) };
using HttpMessageHandler handler = sandbox.CreateHandler();
settings = settings with { Handler = handler };
using DigitalOceanProvider provider = new(settings);
await PlanAsAService();
await Apply("up", PlanIntent.Converge);
await Apply("up again", PlanIntent.Converge);
await Apply("down", PlanIntent.Down);
await PlanOnAws();
return sandbox.Droplets.Count;

async Task PlanOnAws()
{
    await using AwsSandbox cloud = AwsSandbox.Create(new AwsSandboxOptions());
    using HttpMessageHandler network = cloud.CreateHandler();
    using AwsProvider aws = new(new AwsProviderOptions
    {
        GetEnvironmentVariable = name => name switch
        {
            "AWS_ACCESS_KEY_ID" => "any",
            "AWS_SECRET_ACCESS_KEY" => "test",
            _ => null,
        },
        Handler = network,
    });
    ConfigMapping section = ConfigReader.Read("aws.yml", Encoding.UTF8.GetBytes("""
        account_id: "123456789012"
        default_region: eu-central-1
        default_size: t3.small
        security_groups: [default]
        hosts:
          staging:
            app-1: { role: app }
        """));
    InfraPlan plan = await aws.PlanAsync(new() { Config = section, Environment = "staging" }, cancellationToken);
    Console.WriteLine($"aws: {plan.ToCreate.Count} to create, {plan.ToDelete.Count} to delete");
}

async Task PlanAsAService()
{
    ServiceCollection services = new();
    services.AddDigitalOcean(o => o.Token = "any").ConfigurePrimaryHttpMessageHandler(sandbox.CreateHandler);
    await using ServiceProvider container = services.BuildServiceProvider();
    DigitalOceanConfig hosts = new()
    {
        SshKeyName = "my-ssh-key",
        DefaultRegion = "nyc1",
        DefaultSize = "s-1vcpu-1gb",
        Environments = { ["staging"] = new() { ["app-1"] = new() { Role = "app" }, ["db-1"] = new() { Role = "db" } } },
    };
    PlanOptions options = new() { Config = hosts.ToConfig(), Project = file.Project, Environment = "staging" };
    InfraPlan plan = await container.GetRequiredService<ICloudProvider>().PlanAsync(options, cancellationToken);
    InfraPlan written = await provider.PlanAsync(options with { Config = file.ProviderConfig }, cancellationToken);
    Console.WriteLine(
        $"as a service: {plan.ToCreate.Count} to create, the same plan as from the file: "
            + $"{InfraPlanJson.ToText(plan) == InfraPlanJson.ToText(written)}");
}

async Task Apply(string what, PlanIntent intent)
{
    PlanOptions options = new() { Config = file.ProviderConfig, Project = file.Project, Environment = "staging" };
    options = options with { Intent = intent };
    InfraPlan plan = await provider.PlanAsync(options, cancellationToken);
    await File.WriteAllTextAsync("plan.json", InfraPlanJson.ToText(plan));
    plan = Reviewed();
    Console.WriteLine($"{plan.Environment}: {plan.ToCreate.Count} to create, {plan.ToDelete.Count} to delete");
    ApplyReport report = await provider.ApplyAsync(new ApplyOptions { Config = file.ProviderConfig, Plan = plan }, cancellationToken);
    Console.WriteLine($"{what}: all done: {report.Succeeded}, droplets: {sandbox.Droplets.Count}");
}

static InfraPlan Reviewed()
{
    InfraPlan plan = InfraPlanJson.Read("plan.json");
    return plan;
}
