using System.Text;
using System.Text.Json;

namespace Stagecraft.Testing;

/// <summary>Another client of the account of a <see cref="World"/>.</summary>
public static class OtherClient
{
    /// <summary>Sends a request and waits.</summary>
    /// <param name="world">The world.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="wait">How long to wait after it. Default: 1 s.</param>
    /// <returns>The response; undefined without one.</returns>
    public static JsonElement Send(World world, HttpMethod method, string path, string? body = null, TimeSpan? wait = null) =>
        world.Time.Run(async () =>
        {
            JsonElement response = await SendAsync(world, method, path, body);
            await Task.Delay(wait ?? TimeSpan.FromSeconds(1), world.Time);
            return response;
        });

    /// <summary>Sends a request, also during a run.</summary>
    public static async Task<JsonElement> SendAsync(World world, HttpMethod method, string path, string? body = null)
    {
        using HttpClient client = new(world.Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return !response.IsSuccessStatusCode ? throw new InvalidOperationException($"{method} {path}: {text}")
            : text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Creates a project and returns its id.</summary>
    public static string CreateProject(World world, string name, TimeSpan? wait = null) =>
        Send(world, HttpMethod.Post, "/v2/projects", $$"""{"name":"{{name}}","purpose":"IoT"}""", wait)
            .GetProperty("project").GetProperty("id").GetString()!;

    /// <summary>Reserves an address of a region and returns it.</summary>
    public static string Reserve(World world, string region) =>
        Send(world, HttpMethod.Post, "/v2/reserved_ips", $$"""{"region":"{{region}}"}""")
            .GetProperty("reserved_ip").GetProperty("ip").GetString()!;
}
