using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>The transitions between instance states.</summary>
internal static class InstanceLife
{
    private const string UserShutdown = "Client.UserInitiatedShutdown: User initiated shutdown";

    public static void Start(Instance instance, AccountState account, AwsSandboxConditions conditions, DateTimeOffset now)
    {
        Change(instance, now, InstanceState.Pending, conditions.Boot, InstanceState.Running);
        instance.LaunchedAt = now;
        instance.Reason = null;
        if (instance.PublicIp is not null)
        {
            instance.PublicIp = PublicAddress(account);
        }
    }

    public static void Stop(Instance instance, bool force, AwsSandboxConditions conditions, DateTimeOffset now)
    {
        Change(instance, now, InstanceState.Stopping, force ? conditions.Stop / 2 : conditions.Stop, InstanceState.Stopped);
        instance.Reason = UserShutdown;
    }

    /// <summary>Applies the fault of a new instance: it stays pending, stops, or terminates at the end of its boot time.</summary>
    public static void Fail(Instance instance, RegionState region, SandboxFaultKind? fault, AwsSandboxConditions conditions)
    {
        DateTimeOffset booted = instance.States[^1].At;
        switch (fault)
        {
            case SandboxFaultKind.StuckNew:
                instance.States.RemoveAt(instance.States.Count - 1);
                break;
            case SandboxFaultKind.BootsOff:
                instance.States[^1] = new StateChange(booted, InstanceState.Stopped);
                instance.Reason = UserShutdown;
                break;
            case SandboxFaultKind.Vanishes:
                instance.States[^1] = new StateChange(booted, InstanceState.Terminated);
                instance.Reason = "Server.InternalError: Internal error on launch";
                instance.GoneAt = booted + conditions.TerminatedVisible;
                ReleaseVolumes(instance, region, booted);
                break;
        }
    }

    public static void Terminate(Instance instance, RegionState region, AwsSandboxConditions conditions, DateTimeOffset now)
    {
        TimeSpan duration = instance.StateAt(now) == InstanceState.Stopped ? TimeSpan.Zero : conditions.Terminate;
        Change(instance, now, InstanceState.ShuttingDown, duration, InstanceState.Terminated);
        instance.Reason = UserShutdown;
        DateTimeOffset end = now + duration;
        instance.GoneAt = end + conditions.TerminatedVisible;
        ReleaseVolumes(instance, region, end);
    }

    private static void ReleaseVolumes(Instance instance, RegionState region, DateTimeOffset end)
    {
        foreach (Volume volume in region.Volumes.Where(volume => volume.Attachment?.InstanceId == instance.Id))
        {
            if (volume.Attachment!.DeleteOnTermination)
            {
                volume.DeletedAt = end;
            }
            else
            {
                volume.Attachment.DetachedAt = end;
            }
        }
    }

    /// <summary>An address of 198.18.0.0/15, which is reserved for tests.</summary>
    public static string PublicAddress(AccountState account)
    {
        long number = account.NextNumber();
        return string.Create(
            CultureInfo.InvariantCulture, $"198.{18 + (number >> 16 & 1)}.{number >> 8 & 255}.{number & 255}");
    }

    private static void Change(Instance instance, DateTimeOffset now, InstanceState next, TimeSpan duration, InstanceState end)
    {
        instance.States.RemoveAll(change => change.At > now);
        instance.States.Add(new StateChange(now, next));
        instance.States.Add(new StateChange(now + duration, end));
    }
}
