using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>One line of text per event.</summary>
internal static class EventText
{
    internal static void Write(TextOutput output, InfraEvent happened)
    {
        switch (happened)
        {
            case HostCreating e:
                output.Line(new Segment("+ ", Tone.Create), $"{Host(e)}: creating, {e.Size} in {e.Region}");
                break;
            case HostCreateIndeterminate e:
                output.Line($"  {Host(e)}: no clear answer, looking for it before anything is sent again ({e.Message})");
                break;
            case HostWaiting e:
                output.Line($"  {Host(e)}: waiting, {DigitalOceanTerms.Machine} {e.Id} is {e.Status}");
                break;
            case HostReady e:
                output.Line(new Segment("+ ", Tone.Create), $"{Host(e)}: ready, {DigitalOceanTerms.Machine} {e.Id} at {e.PublicIpv4 ?? e.PrivateIpv4 ?? "no address"}");
                break;
            case HostProbing e:
                output.Line($"  {Host(e)}: waiting for {Words.Wait(e.Wait)}");
                break;
            case HostReachable e:
                output.Line(new Segment("+ ", Tone.Create), $"{Host(e)}: {Words.Ready(e.Wait)}");
                break;
            case HostDeleting e:
                output.Line(new Segment("- ", Tone.Delete), $"{Host(e)}: deleting {DigitalOceanTerms.Machine} {e.Id} ({DeleteReasonJson.Word(e.Reason)})");
                break;
            case HostDeleted e:
                output.Line(new Segment("- ", Tone.Delete), $"{Host(e)}: {DigitalOceanTerms.Machine} {e.Id} is gone");
                break;
            case HostProtecting e:
                output.Line($"! {Host(e)}: protecting {DigitalOceanTerms.Machine} {e.Id}");
                break;
            case HostProtected e:
                output.Line($"! {Host(e)}: {DigitalOceanTerms.Machine} {e.Id} is protected");
                break;
            case HostFailed e:
                output.Line(new Segment("! ", Tone.Error), $"{Host(e)}: failed: {e.Message}");
                break;
            case HostSkipped e:
                output.Line($"  {Host(e)}: skipped: {e.Reason}");
                break;
            case RetryScheduled e:
                output.Line($"  {e.Method} {e.Path}: {Words.Response(e.Status)} (attempt {Words.Number(e.Attempt)}), again in {Words.Seconds(e.Wait)}");
                break;
            case RateLimitWait e:
                output.Line($"  waiting {Words.Seconds(e.Wait)} for the API's rate limit ({e.Limit})");
                break;
            case SettleWait e:
                output.Line($"  looking once more in {Words.Seconds(e.Wait)}, when the account has settled");
                break;
        }

        output.Flush();
    }

    private static string Host(HostEvent e) => Words.Host(e.Name, e.MachineName);
}
