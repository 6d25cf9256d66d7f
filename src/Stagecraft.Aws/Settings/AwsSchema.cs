using System.Text.Json.Nodes;

namespace Stagecraft.Aws.Settings;

/// <summary>The JSON schema of the section.</summary>
internal static class AwsSchema
{
    public static JsonObject Create()
    {
        JsonObject schema = SectionSchema.Of(SectionKeys.All);
        JsonNode host = schema["properties"]![SectionKeys.Hosts.Name]!["additionalProperties"]!["additionalProperties"]!;
        host["not"] = new JsonObject { ["required"] = new JsonArray(HostKeys.UserData.Name, HostKeys.UserDataFile.Name) };
        return schema;
    }
}
