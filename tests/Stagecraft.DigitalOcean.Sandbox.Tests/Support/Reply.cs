using System.Net.Http.Headers;
using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>A response with its body.</summary>
internal sealed record Reply(int Status, string Text, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string? ErrorId => Json.GetProperty("id").GetString();

    public JsonElement this[string member] => Json.GetProperty(member);

    public int Total => this["meta"].GetProperty("total").GetInt32();

    public string Header(string name) => Headers.GetValues(name).Single();

    /// <summary>One string member of each item of a list.</summary>
    public string[] All(string list, string member) =>
        [.. this[list].EnumerateArray().Select(item => item.GetProperty(member).ToString())];
}
