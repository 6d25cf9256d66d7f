using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>The result of <see cref="StagecraftFile.Parse"/>. It can have a file and problems: then the provider's section can
/// be checked too, and all problems be reported together (<see cref="ConfigProblems.ByPlace"/> merges them).</summary>
/// <param name="File">The file, or null where the provider's section could not be found. Do not act on it while there are problems.</param>
/// <param name="Problems">Every problem, code <c>config_invalid</c>, in the order of the file; empty where there is none.</param>
public sealed record StagecraftFileResult(StagecraftFile? File, IReadOnlyList<Problem> Problems);
