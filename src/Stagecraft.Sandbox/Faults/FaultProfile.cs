using Stagecraft.Sandbox.Http;

namespace Stagecraft.Sandbox.Faults;

/// <summary>What an API contributes to fault rules.</summary>
internal sealed record FaultProfile
{
    /// <summary>The member of a rule that names a machine, such as <c>droplet</c>.</summary>
    public required string MachineMember { get; init; }

    /// <summary>The form of the second word of <see cref="SandboxFault.On"/>, with an example, for errors.</summary>
    public required string OperationForm { get; init; }

    /// <summary>Whether a text can be the second word of <see cref="SandboxFault.On"/>.</summary>
    public required Func<string, bool> IsOperation { get; init; }

    /// <summary>The kinds of faults that the API has.</summary>
    public required IReadOnlyList<SandboxFaultKind> Kinds { get; init; }

    /// <summary>The operation of a request, which <see cref="SandboxFault.On"/> names.</summary>
    public required Func<ApiRequest, string> OperationOf { get; init; }

    /// <summary>Whether a kind of fault has an effect on a request.</summary>
    public required Func<SandboxFaultKind, ApiRequest, bool> CanAffect { get; init; }

    /// <summary>The request in the list of hits.</summary>
    public required Func<ApiRequest, string> SubjectOf { get; init; }
}
