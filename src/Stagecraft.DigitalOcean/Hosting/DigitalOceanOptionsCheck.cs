using Microsoft.Extensions.Options;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean;

/// <summary>Says all that is wrong with the options, at once.</summary>
internal sealed class DigitalOceanOptionsCheck : IValidateOptions<DigitalOceanOptions>
{
    private const string Name = nameof(DigitalOceanOptions);

    public ValidateOptionsResult Validate(string? name, DigitalOceanOptions options)
    {
        List<string> wrong = [];
        if (options.ApiUrl is null)
        {
            wrong.Add($"{Name}.{nameof(options.ApiUrl)} is null: leave it out for DigitalOcean's own");
        }
        else if (ApiAddress.ProblemOf(options.ApiUrl) is { } reason)
        {
            wrong.Add($"{Name}.{nameof(options.ApiUrl)}: {reason}");
        }

        // The value is not shown.
        if (options.Token is { } token && !ApiToken.IsToken(token.Trim()))
        {
            wrong.Add($"{Name}.{nameof(options.Token)} is empty or has blanks or other characters that no token has: leave it out to read the variable that the config names");
        }

        if (options.GetEnvironmentVariable is null)
        {
            wrong.Add($"{Name}.{nameof(options.GetEnvironmentVariable)} is null: leave it out for the process's own environment");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
