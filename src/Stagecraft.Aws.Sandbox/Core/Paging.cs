using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>
/// Pages of a list. A token names the last item of its page, the request it belongs to and its time; it is valid only for the same
/// filters, and only for a time.
/// </summary>
internal static class Paging
{
    /// <summary>The page that a request asks for.</summary>
    /// <param name="call">The call; the parameters MaxResults and NextToken choose the page.</param>
    /// <param name="items">All items, in ordinal order of their keys.</param>
    /// <param name="keyOf">The key of an item; it does not change.</param>
    /// <param name="min">The least page size that a request may choose.</param>
    /// <param name="max">The largest page size; also the size without MaxResults.</param>
    public static (IReadOnlyList<T> Page, XElement? NextToken) Take<T>(
        ApiCall call, IEnumerable<T> items, Func<T, string> keyOf, int min = 5, int max = 1000)
    {
        int? asked = call.Parameters.Int("MaxResults");
        if (asked is { } size && (size < min || size > max))
        {
            throw AwsError.BadRequest(
                "InvalidParameterValue", $"Value ( {size} ) for parameter maxResults is invalid. Expecting a value from {min} to {max}.");
        }

        (long time, string after) = call.Parameters.Text("NextToken") is { } token ? Read(call, token) : (0, "");
        List<T> rest = [.. items.Where(item => string.CompareOrdinal(keyOf(item), after) > 0)];
        int count = call.PageLimit ?? asked ?? (time == 0 ? int.MaxValue : max);
        return rest.Count <= count
            ? (rest, null)
            : (rest[..count], Xml.Text("nextToken", TokenOf(call, time, count == 0 ? after : keyOf(rest[count - 1]))));
    }

    /// <summary>A token that differs from the previous one, also after an empty page.</summary>
    private static string TokenOf(ApiCall call, long previous, string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(call.Now.UtcTicks, previous + 1)} {DigestOf(call)} {key}")));

    private static (long Time, string LastKey) Read(ApiCall call, string token)
    {
        Span<byte> bytes = new byte[token.Length];
        string[] parts = Convert.TryFromBase64String(token, bytes, out int length)
            ? Encoding.UTF8.GetString(bytes[..length]).Split(' ', 3)
            : [];
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            && call.Now.UtcTicks - ticks <= call.Conditions.PageTokenLife.Ticks && parts[1] == DigestOf(call)
                ? (ticks, parts[2])
                : throw AwsError.BadRequest("InvalidPaginationToken", "The pagination token is invalid or has expired.");
    }

    private static string DigestOf(ApiCall call)
    {
        string text = string.Join('&', call.Parameters.Sorted
            .Where(pair => pair.Key is not ("NextToken" or "MaxResults" or "Version"))
            .Select(pair => $"{pair.Key}={pair.Value}")
            .Append(call.Region.Name));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
