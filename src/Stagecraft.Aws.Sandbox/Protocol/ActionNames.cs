using System.Text;

namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>The actions that requests name.</summary>
internal static class ActionNames
{
    /// <summary>The action of a request; empty if it names none.</summary>
    public static string Of(ApiRequest request) => request.Header("x-amz-target") is { } target
        ? target[(target.LastIndexOf('.') + 1)..]
        : Parameters.Read(request.QueryText, FormOf(request)).Text("Action") ?? "";

    public static string FormOf(ApiRequest request) => request.Method == "POST" ? Encoding.UTF8.GetString(request.Body.Span) : "";

    /// <summary>The region and the action, for the request log and the list of hits.</summary>
    public static string SubjectOf(ApiRequest request) =>
        $"{CredentialScope.Parse(request.Header("Authorization"))?.Region ?? "-"} {Of(request)}";

    /// <summary>Whether a request asks for a page of a list.</summary>
    public static bool IsPaged(ApiRequest request) => Of(request).StartsWith("Describe", StringComparison.Ordinal)
        && Parameters.Read(request.QueryText, FormOf(request)).Has("MaxResults");

    /// <summary>Whether an action only reads.</summary>
    public static bool IsRead(string action) => action.StartsWith("Describe", StringComparison.Ordinal)
        || action.StartsWith("Get", StringComparison.Ordinal) || action.StartsWith("List", StringComparison.Ordinal);
}
