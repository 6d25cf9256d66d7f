namespace Stagecraft.Aws.Api.Client;

/// <summary>A service of AWS.</summary>
/// <param name="Id">The id in the names of settings.</param>
/// <param name="Host">The first part of the host name.</param>
/// <param name="SigningName">The name in signatures and permissions.</param>
/// <param name="Version">The version of the API of a service with form bodies; the prefix of the operations of one with JSON.</param>
internal sealed record AwsService(string Id, string Host, string SigningName, string Version)
{
    /// <summary>The id of the provider.</summary>
    public const string Provider = "aws";

    public static AwsService Ec2 { get; } = new("ec2", "ec2", "ec2", "2016-11-15");

    public static AwsService Sts { get; } = new("sts", "sts", "sts", "2011-06-15");

    public static AwsService Ssm { get; } = new("ssm", "ssm", "ssm", "AmazonSSM");

    public static AwsService Pricing { get; } = new("pricing", "api.pricing", "pricing", "AWSPriceListService");

    public static AwsService Quotas { get; } = new("service_quotas", "servicequotas", "servicequotas", "ServiceQuotasV20190624");
}
