using System.Reflection;
using System.Text;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Config;

/// <summary>One config, typed and as a file.</summary>
internal static class TypedSample
{
    public const string Secret = "#!/bin/sh\necho secret-of-the-first-boot";

    public static readonly DigitalOceanConfig Full = new()
    {
        TokenEnv = "DO_TOKEN",
        SshKeyName = "my-ssh-key",
        DefaultRegion = "nyc1",
        DefaultSize = "s-1vcpu-1gb",
        DefaultImage = "debian-12-x64",
        Regions = ["nyc1", "fra1"],
        Sizes = ["s-1vcpu-1gb", "s-2vcpu-4gb"],
        MachineName = "{host}-{environment}",
        DoProject = "Shop all",
        Vpc = { ["nyc1"] = "default-nyc1", ["fra1"] = "default-fra1" },
        Environments =
        {
            ["staging"] = new()
            {
                ["db-1"] = new()
                {
                    Role = "db",
                    Size = "s-2vcpu-4gb",
                    Region = "fra1",
                    Image = "ubuntu-22-04-x64",
                    Tags = ["b", "a:1"],
                    UserData = Secret,
                    Volumes = { ["data"] = new() { Size = 100, Filesystem = "xfs", Mount = "/data" }, ["logs"] = new() { Size = 1 } },
                    BackupPolicy = new() { Plan = "weekly", Weekday = "tue", Hour = 4 },
                    ReservedIp = "203.0.113.10",
                    Protected = true,
                },
                ["app-1"] = new() { Role = "app", Monitoring = true, Backups = true, Ipv6 = true, Wait = HostWait.CloudInit },
                ["web"] = new()
                {
                    Role = "web",
                    Count = 2,
                    Wait = HostWait.Http,
                    Health = new() { Port = 8080, Path = "/up?a=b", Status = 204, Host = "example.com" },
                },
            },
            ["prod"] = [],
        },
        EnvironmentSettings =
        {
            ["staging"] = new()
            {
                Defaults = new()
                {
                    Region = "nyc1",
                    Size = "s-1vcpu-1gb",
                    Image = "debian-12-x64",
                    Roles = { ["db"] = new() { Size = "s-2vcpu-4gb" } },
                },
                MonthlyMax = 200.5m,
                MaxUnavailable = 3,
                DoProject = "Shop production",
            },
        },
        PollInterval = TimeSpan.FromMilliseconds(1500),
        SettleWindow = TimeSpan.FromSeconds(20),
        CreateTimeout = TimeSpan.FromMinutes(5),
        DeleteTimeout = TimeSpan.FromHours(1),
        SshUser = "admin",
        SshTimeout = TimeSpan.FromSeconds(90),
        CloudInitTimeout = TimeSpan.FromMinutes(20),
        HttpTimeout = TimeSpan.FromMinutes(2),
    };

    public const string FullYaml = """
        token_env: DO_TOKEN
        ssh_key_name: my-ssh-key
        default_region: nyc1
        default_size: s-1vcpu-1gb
        default_image: debian-12-x64
        regions: [nyc1, fra1]
        sizes: [s-1vcpu-1gb, s-2vcpu-4gb]
        machine_name: "{host}-{environment}"
        do_project: Shop all
        vpc: { nyc1: default-nyc1, fra1: default-fra1 }
        poll_interval: 1500ms
        settle_window: 20s
        create_timeout: 5m
        delete_timeout: 1h
        ssh_user: admin
        ssh_timeout: 90s
        cloud_init_timeout: 20m
        http_timeout: 2m
        environments:
          staging:
            defaults: { region: nyc1, size: s-1vcpu-1gb, image: debian-12-x64, roles: { db: { size: s-2vcpu-4gb } } }
            budget: { monthly_max: 200.5 }
            replace: { max_unavailable: 3 }
            do_project: Shop production
        hosts:
          prod: {}
          staging:
            app-1: { role: app, monitoring: true, backups: true, ipv6: true, wait: cloud-init }
            db-1:
              role: db
              size: s-2vcpu-4gb
              region: fra1
              image: ubuntu-22-04-x64
              tags: [b, "a:1"]
              protected: true
              volumes: { data: { size: 100, filesystem: xfs, mount: /data }, logs: { size: 1 } }
              backups: { plan: weekly, weekday: tue, hour: 4 }
              reserved_ip: 203.0.113.10
              user_data: "#!/bin/sh\necho secret-of-the-first-boot"
            web:
              role: web
              count: 2
              wait: http
              health: { port: 8080, path: "/up?a=b", status: 204, host: example.com }
        """;
}
