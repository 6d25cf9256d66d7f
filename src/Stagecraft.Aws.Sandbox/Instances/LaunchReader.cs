using System.Buffers.Text;
using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>Reads and checks the parameters of RunInstances.</summary>
internal static class LaunchReader
{
    private const int MaxUserData = 16 * 1024;
    private const int MaxToken = 64;

    /// <summary>The client token; empty if there is none.</summary>
    public static string Token(Parameters parameters)
    {
        string token = parameters.Text("ClientToken") ?? "";
        return token.Length <= MaxToken && !token.AsSpan().ContainsAnyExceptInRange('\x20', '\x7e')
            ? token
            : throw AwsError.BadRequest("InvalidParameterValue", $"ClientToken must be up to {MaxToken} ASCII characters");
    }

    public static Launch Read(ApiCall call, Func<Parameters, IReadOnlyDictionary<string, IReadOnlyList<Tag>>> readTags)
    {
        Parameters parameters = call.Parameters;
        (int min, int max) = Counts(parameters);
        Image image = ImageFinder.ForLaunch(call, parameters.Required("ImageId"));
        InstanceType type = ReadType(parameters);
        if (type.Architecture != image.Architecture)
        {
            throw AwsError.BadRequest(
                "InvalidParameterValue",
                $"The architecture '{type.Architecture}' of the specified instance type does not match the architecture "
                + $"'{image.Architecture}' of the specified AMI.");
        }

        string? key = parameters.Text("KeyName");
        if (key is not null && !call.Region.KeyPairs.Exists(pair => pair.Name == key))
        {
            throw AwsError.NotFound("InvalidKeyPair.NotFound", "key pair", key);
        }

        string? userData = ReadUserData(parameters);
        string? credits = ReadCredits(parameters, type);
        IReadOnlyList<Subnet> subnets = PlaceReader.Subnets(call);
        MetadataReader.Read(parameters.Below("MetadataOptions"), new MetadataOptions());
        return new Launch
        {
            Min = min,
            Max = max,
            Type = type,
            Image = image,
            Subnets = subnets,
            GroupIds = PlaceReader.Groups(call, subnets[0].VpcId),
            PublicIp = PlaceReader.NetworkOf(parameters).Bool("AssociatePublicIpAddress"),
            Disks = DiskReader.Read(parameters, image),
            Tags = readTags(parameters),
            Template = () => new Instance
            {
                ClientToken = Token(parameters),
                CreatedAt = call.Now,
                ImageId = image.Id,
                Type = type.Name,
                Architecture = type.Architecture,
                KeyName = key,
                RootDevice = image.RootDevice,
                UserData = userData,
                CpuCredits = credits,
                DisableApiTermination = parameters.Bool("DisableApiTermination") ?? false,
                DisableApiStop = parameters.Bool("DisableApiStop") ?? false,
                ShutdownBehavior = ShutdownBehavior(parameters.Text("InstanceInitiatedShutdownBehavior")),
                EbsOptimized = parameters.Bool("EbsOptimized") ?? false,
                Monitoring = parameters.Below("Monitoring").Bool("Enabled") ?? false,
                ProfileArn = ReadProfile(parameters.Below("IamInstanceProfile"), call.Account.AccountId),
                Tenancy = parameters.Below("Placement").Text("Tenancy") ?? "default",
                Metadata = MetadataReader.Read(parameters.Below("MetadataOptions"), new MetadataOptions()),
            },
        };
    }

    public static InstanceType TypeOf(string name) => Catalog.FindType(name)
        ?? throw AwsError.BadRequest("InvalidParameterValue", $"Invalid value '{name}' for InstanceType.");

    public static string ShutdownBehavior(string? text) => text switch
    {
        null or "stop" => "stop",
        "terminate" => "terminate",
        _ => throw AwsError.InvalidValue("InstanceInitiatedShutdownBehavior", text),
    };

    /// <summary>User data in base64; null for none.</summary>
    public static string? CheckUserData(string? text) => text is null ? null
        : !Base64.IsValid(text, out int length) ? throw AwsError.BadRequest(
            "InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.")
        : length > MaxUserData ? throw AwsError.BadRequest(
            "InvalidParameterValue", $"User data is limited to {MaxUserData} bytes")
        : text;

    private static string? ReadUserData(Parameters parameters) => CheckUserData(parameters.Text("UserData"));

    private static InstanceType ReadType(Parameters parameters) => TypeOf(parameters.Text("InstanceType") ?? "m1.small");

    private static (int Min, int Max) Counts(Parameters parameters)
    {
        int min = parameters.RequiredInt("MinCount");
        int max = parameters.RequiredInt("MaxCount");
        return min < 1 ? throw AwsError.InvalidValue("MinCount", min.ToString(CultureInfo.InvariantCulture))
            : max < min ? throw AwsError.InvalidCombination("The parameter maxCount must not be less than minCount")
            : (min, max);
    }

    /// <summary>The credits of a type unless a request chooses; null if it has none.</summary>
    public static string? DefaultCredits(InstanceType type) =>
        type.IsBurstable ? type.Family.DefaultCredits : null;

    private static string? ReadCredits(Parameters parameters, InstanceType type) =>
        parameters.Below("CreditSpecification").Text("CpuCredits") switch
        {
            null => DefaultCredits(type),
            "standard" or "unlimited" when !type.IsBurstable => throw AwsError.InvalidCombination(
                $"CreditSpecification is not supported for the instance type {type.Name}"),
            ("standard" or "unlimited") and { } credits => credits,
            { } other => throw AwsError.InvalidValue("CpuCredits", other),
        };

    private static string? ReadProfile(Parameters profile, string account) =>
        profile.Text("Arn") ?? (profile.Text("Name") is { } name ? $"arn:aws:iam::{account}:instance-profile/{name}" : null);
}
