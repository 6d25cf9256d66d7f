using System.Text;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>9.6 and 9.8: responses are read while they arrive.</summary>
public sealed class StreamingTests
{
    private const int Megabyte = 1024 * 1024;

    private static readonly string Page = $$$"""
        {"droplets":[{{{Responses.Droplet1}}},{{{Responses.Droplet(2)}}},{{{Responses.Droplet(3)}}}],
        "links":{"pages":{"next":"https://api.digitalocean.com/v2/x"}},"meta":{"total":7}}
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task The_chunks_of_a_page_do_not_matter(int size)
    {
        ListPage<Machine> whole = await ReadAsync([Encoding.UTF8.GetBytes(Page)]);

        ListPage<Machine> parts = await ReadAsync(Encoding.UTF8.GetBytes(Page).Chunk(size));

        parts.Items.Should().BeEquivalentTo(whole.Items, o => o.WithStrictOrdering());
        parts.Items.Select(d => d.Id.Number()).Should().Equal(1, 2, 3);
        parts.Items[0].Tags.Should().Equal("stagecraft", "stagecraft-env-prod");
        parts.Total.Should().Be(7);
        parts.Next.Should().Be("https://api.digitalocean.com/v2/x");
    }

    [Fact]
    public async Task Unused_parts_of_a_page_are_not_kept()
    {
        // 200 droplets with slug lists of 20 MB in total.
        byte[] slugs = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("\"s-1vcpu-1gb-intel\"", 5_000)));
        IEnumerable<byte[]> Parts()
        {
            yield return """{"droplets":["""u8.ToArray();
            for (int i = 1; i <= 200; i++)
            {
                yield return Encoding.UTF8.GetBytes(
                    $$"""{{(i == 1 ? "" : ",")}}{"id":{{i}},"name":"a","locked":false,"status":"new","region":{"slug":"nyc3","sizes":[""");
                yield return slugs;
                yield return """]},"created_at":"2026-01-01T00:00:00Z","size_slug":"s"}"""u8.ToArray();
            }

            yield return """],"meta":{"total":200}}"""u8.ToArray();
        }

        await ReadAsync(Parts());
        long before = GC.GetAllocatedBytesForCurrentThread();
        ListPage<Machine> page = await ReadAsync(Parts());
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;

        page.Items.Should().HaveCount(200);
        taken.Should().BeLessThan(Megabyte);
    }

    [Fact]
    public void Memory_is_allocated_for_received_bytes_not_for_the_stated_length()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Rig rig = new Rig((_, _) =>
        {
            HttpResponseMessage response = Responses.Response(200, "");
            response.Content = new StreamContent(new MemoryStream("{}"u8.ToArray()));
            response.Content.Headers.ContentType = new("application/json");
            response.Content.Headers.ContentLength = 1024 * Megabyte;
            return Task.FromResult(response);
        });

        rig.Fails(c => c.GetDropletAsync(new("1"), RequestPriority.Working, default)).Message.Should()
            .Contain("the response cannot be read");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(8 * Megabyte);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("]")]
    public void Content_after_the_JSON_makes_a_response_unreadable(string rest)
    {
        Rig rig = new Rig(Responses.Ok($$"""{"droplet":{{Responses.Droplet(1)}}}""" + rest));

        rig.Fails(c => c.GetDropletAsync(new("1"), RequestPriority.Working, default)).Message.Should()
            .Contain("the response cannot be read");
    }

    private static async Task<ListPage<Machine>> ReadAsync(IEnumerable<byte[]> parts)
    {
        using BodyStream stream = new BodyStream(new PartStream(parts.GetEnumerator()), 32 * Megabyte);
        return await WireReader.DropletPageAsync(new ResponseBody("application/json", stream), default);
    }
}
