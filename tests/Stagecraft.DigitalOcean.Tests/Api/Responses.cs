using System.Net;
using System.Text;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.Fuzzing;

namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>Responses to script, each named after what it is.</summary>
internal static class Responses
{
    public const string Droplet1 = """
        {"id":1,"name":"prod-app-1","memory":1024,"vcpus":1,"disk":25,"locked":false,"status":"active","created_at":"2026-01-01T00:00:00Z",
        "features":[],"image":{"id":5},"size":{"slug":"s-1vcpu-1gb","price_monthly":6.0,"regions":["nyc3"]},"size_slug":"s-1vcpu-1gb",
        "networks":{"v4":[{"ip_address":"10.0.0.2","type":"private"},{"ip_address":"203.0.113.7","type":"public"}],
        "v6":[{"ip_address":"2001:db8::7","type":"public"}]},"region":{"slug":"nyc3","name":"New York 3","sizes":["s-1vcpu-1gb"]},
        "tags":["stagecraft","stagecraft-env-prod"]}
        """;

    public static Rig.Dated Ok(string json) => Status(200, json);

    public static Rig.Dated Status(
        int status, string body, string mediaType = "application/json", params (string Name, string Value)[] headers) =>
        (_, _) => Task.FromResult(Response(status, body, mediaType, headers));

    public static Rig.Dated Error(int status, string id, string message, params (string Name, string Value)[] headers) =>
        Status(status, $$"""{"id":"{{id}}","message":"{{message}}","request_id":"req-1"}""", "application/json", headers);

    public static Rig.Dated TooMany(params (string Name, string Value)[] headers) =>
        Error(429, "too_many_requests", "API rate limit exceeded.", headers);

    public static Rig.Dated NoContent => Status(204, "");

    public static Rig.Dated Throws(Exception exception) => (_, _) => Task.FromException<HttpResponseMessage>(exception);

    public static Rig.Dated LostResponse =>
        Throws(new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely."));

    public static Rig.Dated NoConnection => Throws(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));

    public static Rig.Dated NeverResponds => (_, token) =>
    {
        TaskCompletionSource<HttpResponseMessage> never = new TaskCompletionSource<HttpResponseMessage>();
        token.Register(() => never.TrySetCanceled(token));
        return never.Task;
    };

    public static Rig.Dated TruncatedBody => (_, _) =>
    {
        HttpResponseMessage response = Response(200, "");
        response.Content = new StreamContent(new BrokenStream());
        response.Content.Headers.ContentType = new("application/json");
        return Task.FromResult(response);
    };

    public static Rig.Dated HugeBody(int status) => (_, _) =>
    {
        HttpResponseMessage response = Response(status, "");
        response.Content = new StreamContent(new EndlessStream());
        response.Content.Headers.ContentType = new("application/json");
        return Task.FromResult(response);
    };

    public static HttpResponseMessage Response(
        int status, string body, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        HttpResponseMessage response =
            new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
        }

        return response;
    }

    public static string Droplet(long id) => $$$"""
        {"id":{{{id}}},"name":"host-{{{id}}}","locked":false,"status":"active","created_at":"2026-01-01T00:00:00Z",
        "size_slug":"s","region":{"slug":"nyc3"}}
        """;

    private sealed class BrokenStream : EndlessStream
    {
        private bool _isBroken;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_isBroken)
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
            }

            _isBroken = true;
            buffer[offset] = (byte)'{';
            return 1;
        }
    }

    private class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            try
            {
                return Task.FromResult(Read(buffer, offset, count));
            }
            catch (IOException e)
            {
                return Task.FromException<int>(e);
            }
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            byte[] copy = new byte[buffer.Length];
            try
            {
                int read = Read(copy, 0, copy.Length);
                copy.AsSpan(0, read).CopyTo(buffer.Span);
                return ValueTask.FromResult(read);
            }
            catch (IOException e)
            {
                return ValueTask.FromException<int>(e);
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
