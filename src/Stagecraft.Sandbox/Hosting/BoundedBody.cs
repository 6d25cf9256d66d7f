
using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Hosting;

/// <summary>Reads a body up to little more than the limit of the API.</summary>
internal static class BoundedBody
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using MemoryStream content = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        while (content.Length <= ApiRequest.MaxBody)
        {
            int read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
