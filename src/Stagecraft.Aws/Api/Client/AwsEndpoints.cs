namespace Stagecraft.Aws.Api.Client;

/// <summary>The addresses of the services (spec aws.md 2.3).</summary>
/// <param name="variable">Reads an environment variable.</param>
/// <param name="configured">The address of a service in the config file of AWS, by its id (<c>ec2</c>, <c>service_quotas</c>), or null.
/// Default: none.</param>
internal sealed class AwsEndpoints(Func<string, string?> variable, Func<string, string?>? configured = null)
{
    /// <summary>The address of a service in a region.</summary>
    /// <exception cref="CloudProviderException"><c>config_invalid</c>: a configured address is invalid or not secure, or the region is not
    /// the name of a region.</exception>
    public ApiAddress Of(AwsService service, string region)
    {
        if (region.Length == 0 || !region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            Problem problem = new(ErrorCodes.ConfigInvalid, $"invalid config: {Excerpt.Of(region)} is not the name of a region");
            throw new CloudProviderException(AwsService.Provider, problem);
        }

        string suffix = region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        string address = Configured(service) is { Length: > 0 } own ? own : $"https://{service.Host}.{region}.{suffix}";
        return new ApiAddress(AwsService.Provider, new Uri(address, UriKind.RelativeOrAbsolute));
    }

    private string? Configured(AwsService service) =>
        string.Equals(variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase) ? null
        : variable("AWS_ENDPOINT_URL_" + service.Id.ToUpperInvariant()) is { Length: > 0 } own ? own
        : variable("AWS_ENDPOINT_URL") is { Length: > 0 } all ? all
        : configured?.Invoke(service.Id);
}
