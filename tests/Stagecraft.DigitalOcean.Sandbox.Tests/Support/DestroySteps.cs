namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>Destroys droplets with associated resources.</summary>
internal static class DestroySteps
{
    /// <summary>Creates an active droplet with a volume, a reserved IP and a snapshot.</summary>
    /// <returns>The path of its associated resources.</returns>
    public static async Task<string> CreateFull(Account account)
    {
        long id = account.Sandbox.CreateDroplet("web-1").Id;
        await VolumeSteps.Act(account, await VolumeSteps.Create(account), VolumeSteps.Attach(id));
        account.Clock.Advance(60);
        await account.Post("/v2/reserved_ips", $$"""{"droplet_id":{{id}}}""");
        account.Clock.Advance(60);
        await ActionSteps.Act(account, id, """{"type":"snapshot","name":"blue"}""");
        account.Clock.Advance(60);
        return PathOf(id);
    }

    public static string PathOf(long droplet) => $"/v2/droplets/{droplet}/destroy_with_associated_resources";

    public static Task<Reply> DestroyAll(Account account, string path, string? dangerous = "true") =>
        account.Send(HttpMethod.Delete, path + "/dangerous", dangerous: dangerous);
}
