namespace Stagecraft.Cli.Tests.Actions;

/// <summary>A step of a composite action as defined in action.yml.</summary>
internal sealed record ActionStep(
    string Name,
    string? Id,
    string? If,
    string? Run,
    string? Uses,
    bool MayFail,
    IReadOnlyDictionary<string, string> Env,
    IReadOnlyDictionary<string, string> With);
