using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class DropletCreateCases
{
    private const string Create = "POST /v2/droplets";

    private const string Everything = """
        "size":"s-2vcpu-4gb","image":"debian-12-x64","region":"fra1","tags":["web"],"ipv6":true,"monitoring":true,"backups":true,
        "backup_policy":{"plan":"weekly","weekday":"MON","hour":4},"user_data":"#!/bin/sh","with_droplet_agent":true
        """;

    public static IEnumerable<Case> All =>
    [
        Of("what is required", """{"name":"web-1","size":"s-1vcpu-1gb","image":"ubuntu-22-04-x64"}""", 202),
        Of("everything", $$"""{"name":"web-1",{{Everything}}}""", 202),
        Of("several", $$"""{"names":["web-1","web-2"],{{Everything}}}""", 202),
        Of("with GPUs", """{"name":"g","size":"gpu-4000adax1-20gb","image":"ubuntu-24-04-x64","region":"nyc2"}""", 202),
        Of("several with GPUs", """{"names":["g","h"],"size":"gpu-h100x8-640gb","image":"gpu-h100x1-base","region":"nyc2"}""", 202),
        Of("no size", """{"name":"web-1","image":"ubuntu-22-04-x64"}""", 422),
        Of("a bad name", Account.Body("web_1"), 422),
        Of("an unknown image", """{"name":"web-1","size":"s-1vcpu-1gb","image":"windows"}""", 422),
        Of("an unknown key", Account.Body("web-1", "\"ssh_keys\":[1]"), 422),
        Of("over the limit", Account.Body(), 422) with { Options = new SandboxOptions { RateLimit = false, DropletLimit = 0 } },
        Of("no JSON", "name=web-1", 400),
    ];

    private static Case Of(string name, string body, int status) =>
        new(Create, name, status, account => account.Post("/v2/droplets", body));
}
