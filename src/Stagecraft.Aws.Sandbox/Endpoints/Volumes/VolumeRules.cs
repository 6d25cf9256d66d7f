using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Volumes;

/// <summary>The limits and defaults of volume types.</summary>
internal static class VolumeRules
{
    private const int MaxGigabytes = 16384;

    /// <summary>A valid volume: the values that the request does not have get the defaults of the type.</summary>
    public static VolumeShape Complete(int gigabytes, string type, int? iops, int? throughput)
    {
        (int min, int max) = type switch
        {
            "gp2" or "gp3" => (1, MaxGigabytes),
            "io1" or "io2" => (4, MaxGigabytes),
            "st1" or "sc1" => (125, MaxGigabytes),
            "standard" => (1, 1024),
            _ => throw AwsError.BadRequest("InvalidParameterValue", $"Invalid value '{type}' for VolumeType."),
        };
        if (gigabytes < min || gigabytes > max)
        {
            throw AwsError.BadRequest(
                "InvalidParameterValue", $"Volume of {gigabytes}GiB is invalid for type {type}; it must be from {min}GiB to {max}GiB");
        }

        return new VolumeShape(gigabytes, type, Iops(type, iops), Throughput(type, throughput));
    }

    /// <summary>The input/output operations per second of a volume that does not choose them; null for a type without a default.</summary>
    public static int? DefaultIops(int gigabytes, string type) => type switch
    {
        "gp3" => 3000,
        "gp2" => Math.Clamp(gigabytes * 3, 100, 16000),
        _ => null,
    };

    /// <summary>The throughput in MiB per second of a volume that does not choose it; only gp3 has this property.</summary>
    public static int? DefaultThroughput(string type) => type == "gp3" ? 125 : null;

    private static int? Iops(string type, int? iops) => type switch
    {
        "gp3" => InRange("iops", iops ?? 3000, 3000, 16000),
        "io1" or "io2" => InRange("iops", iops ?? throw AwsError.MissingParameter("iops"), 100, 64000),
        _ when iops is not null => throw AwsError.InvalidCombination($"The parameter iops is not supported for {type} volumes."),
        _ => null,
    };

    private static int? Throughput(string type, int? throughput) =>
        type == "gp3" ? InRange("throughput", throughput ?? 125, 125, 1000)
        : throughput is not null ? throw AwsError.InvalidCombination($"The parameter throughput is not supported for {type} volumes.")
        : null;

    private static int InRange(string name, int value, int min, int max) => value >= min && value <= max ? value
        : throw AwsError.BadRequest("InvalidParameterValue", $"Value ({value}) for {name} must be from {min} to {max}.");
}
