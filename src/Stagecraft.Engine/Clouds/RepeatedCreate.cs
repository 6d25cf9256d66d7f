namespace Stagecraft.Engine.Clouds;

/// <summary>What a cloud does with a create request that repeats an earlier one.</summary>
public enum RepeatedCreate
{
    /// <summary>It may create a second machine.</summary>
    MayDuplicate,

    /// <summary>It returns the machine of the first request with the same <see cref="CreateOrder.Token"/>, even if the machine is deleted.
    /// The engine then sends one host per request.</summary>
    SameToken,

    /// <summary>It refuses the request if a machine with the name exists: <see cref="CreateOutcome.Refused"/> with the code
    /// <c>machine_exists</c>.</summary>
    NameRefused,
}
