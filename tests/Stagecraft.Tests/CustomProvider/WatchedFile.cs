using FileHosts.Machines;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Testing;
using Stagecraft.Errors;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>The example's file, with faults and a listener for writes.</summary>
internal sealed class WatchedFile(
    string path, Func<HarnessFault?> fault, Action<HarnessWrite> sending) : MachineFile(path, TimeProvider.System)
{
    public override MachineList Read() => fault() == HarnessFault.ReadFailed ? throw Failed(FailureKind.Unclear) : base.Read();

    protected override void Replace(MachineList list)
    {
        int before = base.Read().Machines.Count;
        sending(list.Machines.Count > before
            ? HarnessWrite.Create
            : list.Machines.Count < before
            ? HarnessWrite.Delete
            : HarnessWrite.Update);
        if (fault() is HarnessFault.WriteRefused)
        {
            throw Failed(FailureKind.Refused);
        }

        if (fault() is HarnessFault.WriteLost)
        {
            throw Failed(FailureKind.NotSent);
        }

        base.Replace(list);
        if (fault() is HarnessFault.ResponseLost)
        {
            throw Failed(FailureKind.Unclear);
        }
    }

    private static CloudException Failed(FailureKind kind) => new(new CloudFailure(ErrorCodes.ApiError, "injected"), kind);
}
