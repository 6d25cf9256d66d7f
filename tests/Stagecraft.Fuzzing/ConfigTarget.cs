using Stagecraft.Config;
using Stagecraft.DigitalOcean;

namespace Stagecraft.Fuzzing;

/// <summary>A config file, all the way to the provider's settings.</summary>
public static class ConfigTarget
{
    private const string File = "no-such-folder/stagecraft.yml";

    public static ByteTarget Create() => new("config", new Mutator(Resource.All(".yml"), Tokens.Yaml, ("[", "]")), Check);

    private static string? Check(byte[] input)
    {
        ConfigMapping top;
        try
        {
            top = ConfigReader.Read(File, input);
        }
        catch (ConfigException exception)
        {
            return TextCheck.OfFile(exception.Problems, File, input);
        }

        StagecraftFileResult result = StagecraftFile.Parse(top);
        if (result.Problems.Count > 0 && TextCheck.OfFile(result.Problems, File, input) is { } wrong)
        {
            return wrong;
        }

        if (result.File is not { } file)
        {
            return result.Problems.Count == 0 ? "neither a file nor a problem" : null;
        }

        using DigitalOceanProvider provider = new(new DigitalOceanProviderOptions { GetEnvironmentVariable = _ => null });
        IReadOnlyList<Errors.Problem> problems = provider.Validate(file.ProviderConfig, file.Project);
        return problems.Count == 0 ? null : TextCheck.OfFile(problems, File, input);
    }
}
