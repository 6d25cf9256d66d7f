using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Projects;

/// <summary>Reads and validates the body of a create or an update.</summary>
internal static class ProjectBodyReader
{
    private const int MaxNameLength = 175;
    private const int MaxTextLength = 255;

    private static readonly string[] Purposes =
    [
        "Just trying out DigitalOcean", "Class project / Educational purposes", "Website or blog", "Web Application", "Service or API",
        "Mobile Application", "Machine learning / AI / Data processing", "IoT", "Operational / Developer tooling",
    ];

    /// <summary>Reads the settings.</summary>
    /// <param name="body">The body.</param>
    /// <param name="absent">The settings of absent members; null if name and purpose are required.</param>
    public static ProjectSpec Read(JsonBody body, ProjectSpec? absent) => new(
        Text(body, "name", MaxNameLength, absent?.Name),
        Text(body, "description", MaxTextLength, absent?.Description ?? ""),
        Purpose(Text(body, "purpose", MaxTextLength, absent?.Purpose)),
        body.Word("environment", "Development", "Staging", "Production") ?? absent?.Environment ?? "");

    private static string Text(JsonBody body, string member, int max, string? absent)
    {
        string text = body.Text(member) ?? absent ?? throw ApiError.Unprocessable($"{member} is required.");
        return text.Length <= max && (text.Length > 0 || absent is "")
            ? text
            : throw ApiError.Unprocessable($"{member} must have 1 to {max} characters.");
    }

    private static string Purpose(string text) =>
        Purposes.Contains(text) || text.StartsWith("Other: ", StringComparison.Ordinal) ? text : $"Other: {text}";
}
