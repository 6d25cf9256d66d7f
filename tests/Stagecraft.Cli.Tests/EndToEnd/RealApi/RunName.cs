using System.Globalization;
using System.Security.Cryptography;

namespace Stagecraft.Cli.Tests.EndToEnd.RealApi;

/// <summary>The unique environment name of a run, which contains its start time: spec/real-api.md, 3.1.</summary>
internal static class RunName
{
    private const string Prefix = "it-";
    private const string Time = "yyyyMMddHHmm";
    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";

    internal static string New(DateTimeOffset now) =>
        $"{Prefix}{now.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString(Characters, 6)}";

    /// <summary>When the run began; null where the name is not one of a run.</summary>
    internal static DateTimeOffset? BeginOf(string? name)
    {
        string[] parts = name?.Split('-') ?? [];
        return parts is ["it", { Length: 12 } time, { Length: 6 }]
            && DateTimeOffset.TryParseExact(
                time, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset begin)
                ? begin
                : null;
    }
}
