using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Stagecraft.Fuzzing.Api;

/// <summary>Changes JSON so that it stays JSON, and means something else.</summary>
internal static partial class JsonEdit
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "2", "1.5", "1e18", "1e400", "2147483647", "2147483648", "9223372036854775807",
        "-9223372036854775808", "9223372036854775808",
        "79228162514264337593543950335", "7e28", "-7e28", "\"\"", "\" \"", "\"x\"", "\"\\u0000\\u001b[31m\\r\\n\"", "\"\\ud800\"",
        "\"\\u202e\\u2028\"", "[]", "{}", "[null]", "[[[[]]]]",
        "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-01-01T00:00:00-14:00\"",
        "\"2026-13-45T00:00:00Z\"", "\"2026-01-01\"",
        "\"active\"", "\"new\"", "\"off\"", "\"archive\"", "\"errored\"", "\"completed\"", "\"stagecraft\"", "\"stagecraft-env-staging\"",
        "\"stagecraft-protected\"", "\"STAGECRAFT\"",
        "\"staging-app-1\"", "\"staging-\"", "\"public\"", "\"10.0.0.1\"", "\"::1\"", "\"../../v2/account\"",
    ];

    private static readonly string[] Links =
    [
        "http://api.digitalocean.com/v2/droplets?page=2", "https://evil.example/v2/droplets?page=2", "//evil.example/v2/droplets?page=2",
        "https://api.digitalocean.com@evil.example/",
        "https://user:password@api.digitalocean.com/v2/droplets?page=2", "https://api.digitalocean.com:444/v2/droplets?page=2",
        "https://api.digitalocean.com.evil.example/",
        "/v2/droplets?page=2", "?page=2", "", " ", "#", "\\\\evil.example\\x", "https://api.digitalocean.com/v2/%2e%2e/%00?page=2",
        "https://api.digitalocean.com/v2/droplets?page=1",
        "https://api.digitalocean.com/v2/droplets?page=-1", "javascript:alert(1)", "file:///etc/passwd", "https://[::1]/", "https://",
        "http:", "https://xn--/", "https://api.digitalocean.com%00.evil.example/",
    ];

    /// <summary>The properties that the client reads; a response has many more.</summary>
    private static readonly string[] Keys =
    [
        "id", "name", "status", "locked", "created_at", "slug", "size_slug", "region", "size", "tags", "networks", "v4", "v6", "ip_address",
        "type", "price_monthly", "price_hourly", "available",
        "regions", "disk", "memory", "droplet_limit", "fingerprint", "started_at", "resource_id", "resource_type", "total", "count",
        "droplet", "droplets", "actions", "meta", "message", "request_id",
    ];

    public static byte[] Change(byte[] json, Random random) => random.Next(8) switch
    {
        0 => Link(json, random),
        1 => Total(json, random),
        2 => Drop(json, random),
        3 => Double(json, random),
        _ => Replace(json, random),
    };

    /// <summary>Another value in place of one.</summary>
    public static byte[] Replace(byte[] json, Random random)
    {
        (List<Range> values, List<Range> members) = Spans(json);
        if (random.Next(4) > 0)
        {
            // First which key, then which of its values: or the lists of slugs would get them all.
            string key = $"\"{Keys[random.Next(Keys.Length)]}\":";
            List<Range> named =
            [
                .. members.Where(m => json.AsSpan(m).StartsWith(Encoding.UTF8.GetBytes(key)))
                .Select(m => (m.Start.Value + key.Length)..m.End.Value),
            ];
            values = named.Count > 0 ? named : values;
        }

        if (values.Count == 0)
        {
            return json;
        }

        string value = random.Next(40) == 0 ? "\"" + new string('x', random.Next(200_000)) + "\"" : Values[random.Next(Values.Length)];
        return Splice(json, values[random.Next(values.Count)], value);
    }

    /// <summary>Somewhere else to go on.</summary>
    private static byte[] Link(byte[] json, Random random)
    {
        string link = random.Next(12) == 0 ? "https://api.digitalocean.com/" + new string('a', 100_000) : Links[random.Next(Links.Length)];
        string text = Encoding.Latin1.GetString(json);
        string links = $"\"links\":{{\"pages\":{{\"next\":{JsonSerializer.Serialize(link)}}}}}";
        return Encoding.Latin1.GetBytes(LinksMember().Replace(text, links.Replace("$", "$$", StringComparison.Ordinal), 1));
    }

    /// <summary>Another number of entries, with a page to follow or not.</summary>
    private static byte[] Total(byte[] json, Random random)
    {
        string[] totals = ["0", "-1", "1", "201", "400", "1000000", "2147483647", "1e18", "1000000000000000000", "\"3\"", "null", "3.5"];
        string text = TotalMember().Replace(Encoding.Latin1.GetString(json), $"\"total\":{totals[random.Next(totals.Length)]}", 1);
        byte[] changed = Encoding.Latin1.GetBytes(text);
        return random.Next(2) == 0 ? changed : Encoding.Latin1.GetBytes(LinksMember().Replace(
            Encoding.Latin1.GetString(changed), "\"links\":{\"pages\":{\"next\":\"https://api.digitalocean.com/v2/droplets?page=2\"}}", 1));
    }

    private static byte[] Drop(byte[] json, Random random)
    {
        List<Range> members = Spans(json).Members;
        return members.Count == 0 ? json : Splice(json, members[random.Next(members.Count)], "\"_\":0");
    }

    private static byte[] Double(byte[] json, Random random)
    {
        List<Range> members = Spans(json).Members;
        if (members.Count == 0)
        {
            return json;
        }

        Range member = members[random.Next(members.Count)];
        string text = Encoding.Latin1.GetString(json.AsSpan(member));
        return Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(json[..member.Start.Value]) + text + "," + Encoding.Latin1.GetString(json[member.Start.Value..]));
    }

    private static byte[] Splice(byte[] json, Range where, string value) =>
        [.. json[..where.Start.Value], .. Encoding.UTF8.GetBytes(value), .. json[where.End.Value..]];

    private static (List<Range> Values, List<Range> Members) Spans(byte[] json)
    {
        List<Range> values = [];
        List<Range> members = [];
        Stack<int> open = [];
        Stack<int> keys = [];
        int key = -1;
        Utf8JsonReader reader = new(json);
        try
        {
            while (reader.Read())
            {
                int start = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        key = start;
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push(start);
                        keys.Push(key);
                        key = -1;
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        start = open.Pop();
                        key = keys.Pop();
                        break;
                }

                Range value = start..(int)reader.BytesConsumed;
                values.Add(value);
                if (key >= 0)
                {
                    members.Add(key..value.End.Value);
                }

                key = -1;
            }
        }
        catch (JsonException)
        {
            // Changed before, and JSON no more: what was found so far will do.
        }

        return (values, members);
    }

    [GeneratedRegex("\"links\":\\{(\"pages\":\\{[^}]*\\})?\\}", RegexOptions.CultureInvariant)]
    private static partial Regex LinksMember();

    [GeneratedRegex("\"total\":[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex TotalMember();
}
