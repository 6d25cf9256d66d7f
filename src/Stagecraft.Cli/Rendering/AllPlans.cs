namespace Stagecraft.Cli.Rendering;

/// <summary>The plans of every environment of a file.</summary>
/// <param name="Plans">The plans in the order of the file; an environment with a problem has none.</param>
/// <param name="Undeclared">The environments of the project that the file does not declare.</param>
/// <param name="Problems">The problems of the other environments.</param>
internal sealed record AllPlans(
    IReadOnlyList<InfraPlan> Plans, IReadOnlyList<AccountEnvironment> Undeclared, IReadOnlyList<Problem> Problems);
