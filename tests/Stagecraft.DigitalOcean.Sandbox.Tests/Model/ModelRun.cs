using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Model;

/// <summary>Applies random operations to a sandbox and to a model, and compares their lists.</summary>
internal sealed class ModelRun : IAsyncDisposable
{
    private static readonly string[] Names = ["web", "WEB", "db"];
    private static readonly string[] Tags = ["blue", "Red", "ns:x"];

    private readonly Account _account = new(new SandboxOptions { RateLimit = false, DropletLimit = 1000 });
    private readonly List<ModelDroplet> _droplets = [];

    private DateTimeOffset Now => _account.Clock.Now;

    private ModelDroplet[] Present => [.. _droplets.Where(droplet => Now < droplet.GoneAt)];

    public async Task Step(int step)
    {
        (int what, int number) = (step % 10, step / 10);
        switch (what)
        {
            case 0:
                _account.Clock.Advance(number % 7);
                break;
            case 1:
                SetLags(number);
                break;
            case 2 or 3:
                await Create(number);
                break;
            case 4:
                CreateAtOnce(number);
                break;
            case 5:
                await DeleteByTag(Tags[number % Tags.Length]);
                break;
            default:
                if (Present is { Length: > 0 } present)
                {
                    await Change(what, number / 8, present[number % present.Length]);
                }

                break;
        }
    }

    /// <summary>Compares one list, one of its pages and the tags.</summary>
    public async Task Compare(int step)
    {
        (bool gpus, string? name, string? tag) = (step % 2 == 0, Names[step / 2 % 3], Tags[step / 2 % 3]);
        (int perPage, int page) = ((step / 6 % 5) + 1, (step / 30 % 4) + 1);
        await Compare("type=droplets", perPage, page, droplet => droplet.IsListed(false, Now));
        await Compare("type=gpus", perPage, page, droplet => droplet.IsListed(true, Now));
        await Compare($"name={name}&type={(gpus ? "gpus" : "droplets")}", perPage, page, droplet => droplet.IsListed(gpus, Now)
            && droplet.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        await Compare($"tag_name={tag}", perPage, page, droplet => droplet.IsListed(false, Now) && droplet.Has(tag, Now));

        foreach (JsonElement use in (await _account.Get("/v2/tags"))["tags"].EnumerateArray())
        {
            List<ModelDroplet> with = _droplets.FindAll(droplet => droplet.Has(use.GetProperty("name").GetString()!, Now));
            use.GetProperty("resources").GetProperty("count").GetInt32().Should().Be(with.Count);
            if (with.Count > 0)
            {
                use.GetProperty("resources").GetProperty("last_tagged_uri").GetString().Should().EndWith($"/{with[^1].Id}");
            }
        }

        _account.Sandbox.Droplets.Select(droplet => droplet.Id).Should().Equal(Present.Select(droplet => droplet.Id));
    }

    public ValueTask DisposeAsync() => _account.DisposeAsync();

    private async Task Compare(string query, int perPage, int page, Func<ModelDroplet, bool> isIn)
    {
        string[] expected = _droplets.Where(isIn).Select(droplet => $"{droplet.Id} {string.Join(',', ShownTags(droplet))}").ToArray();
        Reply reply = await _account.Get($"/v2/droplets?{query}&per_page={perPage}&page={page}");
        reply.Total.Should().Be(expected.Length, query);
        reply["droplets"].EnumerateArray()
            .Select(droplet => (Id: droplet.GetProperty("id"), Tags: droplet.GetProperty("tags").EnumerateArray().Order(TextOrder)))
            .Select(droplet => $"{droplet.Id} {string.Join(',', droplet.Tags)}")
            .Should().Equal(expected.Skip((page - 1) * perPage).Take(perPage), query);
    }

    private static Comparer<System.Text.Json.JsonElement> TextOrder { get; } =
        Comparer<System.Text.Json.JsonElement>.Create((one, other) => string.CompareOrdinal(one.GetString(), other.GetString()));

    private IEnumerable<string> ShownTags(ModelDroplet droplet) =>
        droplet.Tags.Keys.Where(tag => droplet.Has(tag, Now)).Order(StringComparer.Ordinal);

    private void SetLags(int number) => _account.Sandbox.Conditions = _account.Sandbox.Conditions with
    {
        Boot = TimeSpan.FromSeconds(number % 3),
        Destroy = TimeSpan.FromSeconds(number / 3 % 4),
        ListLag = TimeSpan.FromSeconds(number / 12 % 5),
        TagLag = TimeSpan.FromSeconds(number / 60 % 5),
        Faults = number / 300 % 4 == 0 ? [new SandboxFault { Kind = SandboxFaultKind.Vanishes, Times = null }] : [],
    };

    private async Task Create(int number)
    {
        SandboxConditions conditions = _account.Sandbox.Conditions;
        string[] tags = Tags.Where((_, i) => (number >> i) % 2 == 1).ToArray();
        string name = Names[number / 8 % 3];
        bool gpu = number / 24 % 3 == 0;
        string names = string.Join(',', Enumerable.Repeat($"\"{name}\"", (number / 72 % 3) + 1));
        string place = gpu ? """ "size":"gpu-h100x1-80gb","region":"tor1" """ : """ "size":"s-1vcpu-1gb","region":"nyc3" """;
        string quoted = string.Join(',', tags.Select(tag => $"\"{tag}\""));
        Reply reply = await _account.Post(
            "/v2/droplets",
            $$"""{"names":[{{names}}],"image":"ubuntu-22-04-x64",{{place}},"tags":[{{quoted}}]}""");
        reply.Status.Should().Be(202, reply.Text);
        foreach (string id in reply.All("droplets", "id"))
        {
            _droplets.Add(new ModelDroplet
            {
                Id = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture),
                Name = name,
                IsGpu = gpu,
                ListedAt = Now + conditions.ListLag,
                GoneAt =
                    conditions.Faults.Count > 0 ? Now + TimeSpan.FromTicks(Math.Max(1, conditions.Boot.Ticks)) : DateTimeOffset.MaxValue,
                Tags = tags.ToDictionary(tag => tag, _ => Now + conditions.TagLag),
            });
        }
    }

    private void CreateAtOnce(int number)
    {
        (string? name, string? tag, bool gpu) = (Names[number % 3], Tags[number / 3 % 3], number / 9 % 2 == 0);
        SandboxDroplet made = _account.Sandbox.CreateDroplet(name, [tag], size: gpu ? "gpu-h100x1-80gb" : "s-1vcpu-1gb");
        _droplets.Add(new ModelDroplet { Id = made.Id, Name = name, IsGpu = gpu, ListedAt = Now, Tags = new() { [tag] = Now } });
    }

    private async Task DeleteByTag(string tag)
    {
        ModelDroplet[] tagged = _droplets.Where(droplet => droplet.Has(tag, Now)).ToArray();
        if ((await _account.Delete($"/v2/droplets?tag_name={tag}")).Status != 204)
        {
            return;
        }

        foreach (ModelDroplet? droplet in tagged)
        {
            droplet.Delete(Now + _account.Sandbox.Conditions.Destroy);
        }
    }

    private async Task Change(int what, int number, ModelDroplet droplet)
    {
        string tag = Tags[number % 3];
        switch (what)
        {
            case 6:
                _account.Sandbox.DeleteDroplet(droplet.Id);
                droplet.Delete(Now + _account.Sandbox.Conditions.Destroy);
                break;
            case 7:
                droplet.Name = Names[number % 3];
                _account.Sandbox.Rename(droplet.Id, droplet.Name);
                break;
            case 8:
                _account.Sandbox.SetTags(droplet.Id, [tag]);
                droplet.Tags = new() { [tag] = Now };
                break;
            default:
                HttpMethod method = number / 3 % 2 == 0 ? HttpMethod.Post : HttpMethod.Delete;
                string body = $$"""{"resources":[{"resource_id":"{{droplet.Id}}","resource_type":"droplet"}]}""";
                if ((await _account.Send(method, $"/v2/tags/{tag}/resources", body)).Status != 204)
                {
                    break;
                }

                if (method == HttpMethod.Delete)
                {
                    droplet.Tags.Remove(tag);
                }
                else if (!droplet.Has(tag, Now))
                {
                    droplet.Tags[tag] = Now;
                }

                break;
        }
    }
}
