namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>Compares the local clock with the answers' <c>Date</c>. Ages are measured against the latter, so a wrong clock breaks certificates and
/// logs, and no rule of ours.</summary>
internal static class ClockCheck
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);

    public static void Tell(DiagnosticResults findings, DateTimeOffset now, DateTimeOffset? server)
    {
        if (server is not { } date)
        {
            findings.Unknown(Checks.Clock, "the API's answer has no date");
            return;
        }

        TimeSpan apart = (now - date).Duration();
        string seconds = Math.Floor(apart.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        if (apart <= Tolerated)
        {
            findings.Ok(Checks.Clock, "the local clock agrees with the API's");
        }
        else
        {
            string where = now > date ? "ahead of" : "behind";
            findings.Warn(Checks.Clock, $"the local clock is {seconds} s {where} the API's", "set the clock, for instance with NTP: certificates and logs depend on it");
        }
    }
}
