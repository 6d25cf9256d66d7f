using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class DropletActionCases
{
    private const string Act = "POST /v2/droplets/{droplet_id}/actions";
    private const string One = "GET /v2/droplets/{droplet_id}/actions/{action_id}";
    private const string Droplet = "GET /v2/droplets/{droplet_id}";
    private const string PowerOff = """{"type":"power_off"}""";
    private const string Backups = """{"type":"enable_backups"}""";
    private const string Weekly = "\"backup_policy\":{\"plan\":\"weekly\",\"weekday\":\"SUN\",\"hour\":20}";

    private static readonly SandboxOptions Blind = new() { RateLimit = false, CanReadActions = false };

    public static IEnumerable<Case> All =>
    [
        Do("power_off", PowerOff),
        Do("shutdown", """{"type":"shutdown"}"""),
        Do("reboot", """{"type":"reboot"}"""),
        Do("power_cycle", """{"type":"power_cycle"}"""),
        Do("power_on", PowerOff, """{"type":"power_on"}"""),
        Do("rename", """{"type":"rename","name":"web-2"}"""),
        Do("resize", PowerOff, """{"type":"resize","size":"s-2vcpu-4gb"}"""),
        Do("resize with the disk", PowerOff, """{"type":"resize","size":"s-2vcpu-4gb","disk":true}"""),
        Do("enable_ipv6", """{"type":"enable_ipv6"}"""),
        Do("enable_backups", Backups),
        Do("enable_backups with a policy", $$"""{"type":"enable_backups",{{Weekly}}}"""),
        Do("change_backup_policy", Backups, $$"""{"type":"change_backup_policy",{{Weekly}}}"""),
        Do("disable_backups", Backups, """{"type":"disable_backups"}"""),
        Do("no type", 422, "{}"),
        Do("an unknown type", 422, """{"type":"explode"}"""),
        Do("snapshot", """{"type":"snapshot","name":"blue"}"""),
        Do("rebuild", """{"type":"rebuild","image":"debian-12-x64"}"""),
        Do("restore", """{"type":"snapshot","name":"blue"}""", """{"type":"restore","image":210000001}"""),
        Do("password_reset", """{"type":"password_reset"}"""),
        Do("one that is not emulated", 422, """{"type":"change_kernel","kernel":1}"""),
        Do("a bad name", 422, """{"type":"rename","name":"web_2"}"""),
        Do("a bad size", 422, PowerOff, """{"type":"resize","size":"huge"}"""),
        new(Act, "of a new droplet", 422, async account =>
            await account.Post($"/v2/droplets/{await account.Create()}/actions", PowerOff)),
        new(One, "in progress", 200, async account => await account.Get(await Newest(account, await Did(account, PowerOff)))),
        new(One, "completed", 200, async account =>
        {
            string path = await Newest(account, await Did(account, PowerOff));
            account.Clock.Advance(60);
            return await account.Get(path);
        }),
        new(One, "of another droplet", 404, async account =>
        {
            long other = account.Sandbox.CreateDroplet("web-2").Id;
            string action = (await Newest(account, await Did(account, PowerOff))).Split('/')[^1];
            return await account.Get($"/v2/droplets/{other}/actions/{action}");
        }),
        new(One, "without actions:read", 403, async account => await account.Get($"/v2/droplets/{await account.Create()}/actions/1"))
        {
            Options = Blind,
        },
        After("while an action runs", 0, PowerOff),
        After("powered off", 60, PowerOff),
        After("with ipv6 since", 60, """{"type":"enable_ipv6"}"""),
        After("with backups since", 60, Backups),
        After("resized, its disk as it was", 60, PowerOff, """{"type":"resize","size":"s-2vcpu-4gb"}"""),
        After("resized with its disk", 60, PowerOff, """{"type":"resize","size":"s-2vcpu-4gb","disk":true}"""),
    ];

    private static Case Do(string name, params string[] bodies) => Do(name, 201, bodies);

    private static Case Do(string name, int status, params string[] bodies) => new(Act, name, status, async account =>
    {
        string path = await Did(account, bodies[..^1]);
        account.Clock.Advance(60);
        return await account.Post($"{path}/actions", bodies[^1]);
    });

    private static Case After(string name, double seconds, params string[] bodies) => new(Droplet, name, 200, async account =>
    {
        string path = await Did(account, bodies);
        account.Clock.Advance(seconds);
        return await account.Get(path);
    });

    /// <summary>The path of an active droplet after the given actions, in order.</summary>
    private static async Task<string> Did(Account account, params string[] bodies)
    {
        string path = $"/v2/droplets/{account.Sandbox.CreateDroplet("web-1").Id}";
        foreach (string body in bodies)
        {
            account.Clock.Advance(60);
            Reply reply = await account.Post($"{path}/actions", body);
            reply.Status.Should().Be(201, reply.Text);
        }

        return path;
    }

    private static async Task<string> Newest(Account account, string droplet) =>
        $"{droplet}/actions/{(await account.Get($"{droplet}/actions")).All("actions", "id")[0]}";
}
