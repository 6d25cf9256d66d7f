namespace Stagecraft.Aws.Settings;

/// <summary>The terms of AWS.</summary>
internal static class Ec2Terms
{
    public static CloudTerms Terms { get; } = new()
    {
        Provider = "aws",
        Cloud = "AWS",
        Machine = "instance",
        Machines = "instances",
        RunningStatus = "running",
        MachineNameKey = SharedKeys.MachineName.Name,
        LimitHint = "request a higher quota in Service Quotas, or terminate instances that are not needed",
        TagPermissionHint = "the credentials need the permission ec2:DescribeTags: without it, owned instances cannot be identified",
    };
}
