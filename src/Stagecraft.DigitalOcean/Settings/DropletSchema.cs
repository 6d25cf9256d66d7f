using System.Text.Json.Nodes;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The JSON schema of the section.</summary>
internal static class DropletSchema
{
    public static JsonObject Create()
    {
        JsonObject schema = SectionSchema.Of(SectionKeys.All);
        schema["oneOf"] = new JsonArray(Required(SectionKeys.SshKeyName), Required(SectionKeys.SshKeys));
        JsonNode host = schema["properties"]![SectionKeys.Hosts.Name]!["additionalProperties"]!["additionalProperties"]!;
        host["not"] = new JsonObject { ["required"] = new JsonArray(HostKeys.UserData.Name, HostKeys.UserDataFile.Name) };
        return schema;
    }

    private static JsonObject Required(SettingKey key) => new() { ["required"] = new JsonArray(key.Name) };
}
