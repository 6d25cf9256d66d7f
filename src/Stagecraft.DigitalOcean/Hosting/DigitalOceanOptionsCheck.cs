using Microsoft.Extensions.Options;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean;

/// <summary>Validates the options and reports all errors together.</summary>
internal sealed class DigitalOceanOptionsCheck : IValidateOptions<DigitalOceanOptions>
{
    private const string Name = nameof(DigitalOceanOptions);

    public ValidateOptionsResult Validate(string? name, DigitalOceanOptions options)
    {
        List<string> wrong = [];
        if (options.ApiUrl is null)
        {
            wrong.Add($"{Name}.{nameof(options.ApiUrl)} is null: omit it for the API of DigitalOcean");
        }
        else if (ApiAddress.ProblemOf(options.ApiUrl) is { } reason)
        {
            wrong.Add($"{Name}.{nameof(options.ApiUrl)}: {reason}");
        }

        if (options.Token is { } token && !ApiToken.IsToken(token.Trim()))
        {
            wrong.Add(
                $"{Name}.{nameof(options.Token)} is empty, or contains whitespace or other invalid characters: "
                + "omit it to read the variable that the config names");
        }

        if (options.GetEnvironmentVariable is null)
        {
            wrong.Add($"{Name}.{nameof(options.GetEnvironmentVariable)} is null: omit it for the environment of the process");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
