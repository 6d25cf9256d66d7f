using System.Globalization;
using NSwag;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>An operation of the specification.</summary>
internal sealed record Operation(string Method, string Path, OpenApiOperation Definition)
{
    public string Name => $"{Method} {Path}";

    public bool Has(string parameter) => Definition.ActualParameters.Any(it => it.Name == parameter);

    public bool Documents(int status) => Definition.Responses.ContainsKey(Text(status));

    /// <summary>The documented response for a status; <c>default</c> covers unlisted ones, such as 422.</summary>
    public OpenApiResponse ResponseOf(int status) =>
        Definition.Responses[Documents(status) ? Text(status) : "default"].ActualResponse;

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
