using System.Globalization;

namespace Stagecraft.Engine.Diagnosing;

/// <summary>Compares the clocks.</summary>
internal static class ClockCheck
{
    public const string Id = "clock";

    private static readonly TimeSpan ToleratedDifference = TimeSpan.FromSeconds(30);

    /// <summary>Compares the local clock with the <c>Date</c> of a response. The engine measures ages against the latter, so that a wrong
    /// clock affects only certificates and logs.</summary>
    public static void Check(DiagnosticResults results, DateTimeOffset now, DateTimeOffset? server)
    {
        if (server is not { } date)
        {
            results.Unknown(Id, "the API's response has no date");
            return;
        }

        TimeSpan difference = (now - date).Duration();
        string seconds = Math.Floor(difference.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        results.WarnOrOk(
            Id,
            difference > ToleratedDifference
                ? ($"the local clock is {seconds} s {(now > date ? "ahead of" : "behind")} the API's",
                    "set the clock, for example with NTP: certificates and logs depend on it")
                : null,
            "the local clock agrees with the API's");
    }
}
