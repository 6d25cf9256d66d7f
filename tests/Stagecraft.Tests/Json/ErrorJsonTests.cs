using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.Tests.Json;

/// <summary>spec/cli/output.md, section 6.</summary>
public sealed class ErrorJsonTests
{
    private static readonly Problem[] Problems =
    [
        new(ErrorCodes.ConfigInvalid, "no such size", "did you mean s?", new SourceLocation("stagecraft.yml", 3, 5), "cloud.x", "req-1"),
        new(ErrorCodes.ApiError, "it failed"),
    ];

    [Fact]
    public void On_one_line_it_has_every_key_in_order() => ErrorJson.ToText(Problems, indented: false).Should().Be(
        """
        {"type":"error","format_version":"1.0","errors":[
        {"code":"config_invalid","message":"no such size","hint":"did you mean s?","file":"stagecraft.yml","line":3,"column":5,"path":"cloud.x","request_id":"req-1"},
        {"code":"api_error","message":"it failed","hint":null,"file":null,"line":null,"column":null,"path":null,"request_id":null}]}
        """.ReplaceLineEndings(""));

    [Fact]
    public void Indented_it_says_the_same() =>
        string.Concat(ErrorJson.ToText(Problems, indented: true).Split('\n').Select(l => l.TrimStart()))
        .Replace("\": ", "\":", StringComparison.Ordinal)
        .Should().Be(ErrorJson.ToText(Problems, indented: false));
}
