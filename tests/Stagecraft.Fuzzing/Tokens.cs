namespace Stagecraft.Fuzzing;

/// <summary>Words that mean something in one language or another.</summary>
internal static class Tokens
{
    public static readonly IReadOnlyList<string> Yaml =
    [
        "[", "]", "{", "}", ":", ": ", "- ", "? ", "&a ", "*a", "<<: *a\n", "<<: [*a, *a]\n", "!x ", "!!str ", "!!binary ", "|\n", ">-\n",
        "|9\n", "'", "\"", "\\", "\"\\u",
        "\"\\ud800\"", "\"\\x1b\"", "\"\\0\"", "\"\\e[31m\"", "#", "---\n", "...\n", "%TAG ! x\n", "%YAML 1.1\n", ",", "a: b\n", "@", "`",
        "null", "~", "true", "no", "1:20",
        "2001-12-14t21:59:43.10-05:00", "{}", "[]", "\t", "&a [x, x, x, x, x, x, x, x, x]", "&b [*a, *a, *a, *a, *a, *a, *a, *a, *a]",
        "[*b, *b, *b, *b, *b, *b, *b, *b]",
        "cloud:", "provider: digitalocean", "providers:", "digitalocean:", "hosts:", "project:", "name:", "token_env: ", "ssh_key_name: ",
        "role: ", "user_data: |", "user_data_file: x",
        "user_data_file: /", "tags: [stagecraft]", "poll_interval: 5s", "999999999999h", "5ms", "-1s", "1e5s", "vpc_uuid: ", "ipv6: yes",
        "count: 3", "count: 1000", "count: -1", "ssh_keys: [a, a]", "environments:", "defaults:", "roles:", "budget: { monthly_max: 1 }",
        "replace: { max_unavailable: 2 }",
        "${X}", "{{ x }}",
        "dop_v1_0123456789abcdef0123456789abcdef",
    ];

    public static readonly IReadOnlyList<string> Json =
    [
        "[", "]", "{", "}", ":", ",", "\"", "\\", "\\u0000", "\\ud800", "\\udc00", "\\u001b[31m", "\\u202e", "null", "true", "false",
        "\"\"", "[]", "{}", "//", "/* */", "\"id\":",
        "\"name\":", "\"id\":\"1\",", "\"id\":null,", "[\"delete\"]", "[\"create\"]", "[\"delete\",\"create\"]", "\"actions\":[],",
        "\"fields\":[],", "\"approval\":\"none\"",
        "\"kind\":\"host\",", "NaN", "Infinity", "'x'", "\"format_version\":\"1.0\",", "\"1.1\"", "\"2.0\"", "\"1.0.0\"",
        "\"99999999999999999999.0\"", "\"reason\":\"down\"", "\"-0.00\"",
        "\"1.00\"", "\"79228162514264337593543950335.00\"", "\"999999999999999.99\"",
    ];
}
