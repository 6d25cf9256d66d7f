namespace Stagecraft.Plans;

/// <summary>The word for a <see cref="DeleteReason"/> in plans and events. Stable: words are added, never changed.</summary>
public static class DeleteReasonJson
{
    /// <summary>The word, for instance <c>undeclared</c>.</summary>
    /// <param name="reason">The reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such reason.</exception>
    public static string Word(DeleteReason reason) =>
        Enum.IsDefined(reason) ? reason.ToString().ToLowerInvariant() : throw new ArgumentOutOfRangeException(nameof(reason));
}
