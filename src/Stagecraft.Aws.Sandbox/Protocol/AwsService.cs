namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>The emulated services, by the name in the credential scope.</summary>
internal enum AwsService
{
    Ec2,
    Sts,
    Ssm,
    Pricing,
    ServiceQuotas,
}
