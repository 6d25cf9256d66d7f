using Stagecraft.Cli.Cloud;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Fuzzing;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md, 7.5: whatever a faults file holds, it is conditions or problems with places.</summary>
public sealed class FaultsFileFuzzTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Faults_files_that_somebody_spoilt() =>
        Fuzz.Run(new ByteTarget("faults-file", ConditionsTarget.Mutator(), Check), cases: 1000).Should().BeEmpty();

    public void Dispose() => File.Delete(_file);

    private string? Check(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        try
        {
            FaultsFile.Read(_file, json => SandboxConditions.FromJson(json, new()));
            return null;
        }
        catch (ConfigException exception)
        {
            // As the views show it.
            return TextCheck.OfFile(
                [.. exception.Problems.Select(
                    p => p with { Message = TextSanitizer.Masked(p.Message), Path = p.Path is null
                        ? null
                        : TextSanitizer.Masked(p.Path) })], _file, input);
        }
    }
}
