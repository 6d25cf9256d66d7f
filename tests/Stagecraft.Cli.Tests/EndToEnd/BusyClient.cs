using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>
/// Creates droplets as fast as it can, by turns one and two, and deletes every third of its own, until the account is full or the
/// sandbox is no more. It knows what was acknowledged.
/// </summary>
internal sealed class BusyClient(HttpClient http, string name, bool deletes, Action acknowledged)
{
    private const string Rest = "\"size\":\"s-1vcpu-1gb\",\"image\":\"ubuntu-22-04-x64\",\"region\":\"nyc3\",\"tags\":[\"busy\"]";

    private readonly HashSet<long> _created = [];

    /// <summary>The existing droplets according to the responses, without those for which a delete was sent, confirmed or not.</summary>
    internal IReadOnlySet<long> Created => _created;

    /// <summary>The droplets whose delete was acknowledged.</summary>
    internal HashSet<long> Deleted { get; } = [];

    internal async Task RunAsync()
    {
        try
        {
            for (int turn = 0; await CreateAsync(turn); turn++)
            {
                if (deletes && turn % 3 == 2)
                {
                    await DeleteAsync(_created.First());
                }
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // The sandbox is no more.
        }
    }

    private async Task<bool> CreateAsync(int turn)
    {
        string names = turn % 2 == 0 ? $"\"name\":\"{name}-{turn}\"" : $"\"names\":[\"{name}-{turn}\",\"{name}-{turn}\"]";
        using HttpResponseMessage reply = await http.PostAsync("v2/droplets", new StringContent($"{{{names},{Rest}}}"));
        if (reply.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            return false;
        }

        reply.StatusCode.Should().Be(HttpStatusCode.Accepted);
        JsonElement answer = await reply.Content.ReadFromJsonAsync<JsonElement>();
        foreach (JsonElement droplet in turn % 2 == 0
            ? [answer.GetProperty("droplet")]
            : answer.GetProperty("droplets").EnumerateArray().ToArray())
        {
            _created.Add(droplet.GetProperty("id").GetInt64());
        }

        acknowledged();
        return true;
    }

    private async Task DeleteAsync(long id)
    {
        _created.Remove(id);
        using HttpResponseMessage reply = await http.DeleteAsync($"v2/droplets/{id}");
        reply.StatusCode.Should().Be(HttpStatusCode.NoContent);
        Deleted.Add(id);
        acknowledged();
    }
}
