using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Sandbox.Faults;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.Aws.Sandbox.Model;

/// <summary>The fault rules of the API.</summary>
internal static class AwsFaults
{
    public static FaultProfile Profile { get; } = new()
    {
        MachineMember = "instance",
        OperationForm = "an action, such as * RunInstances or * Describe*",
        IsOperation = text => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '*'),
        Kinds =
        [
            LostAnswerBefore, LostAnswerAfter, LateCommit, NoAnswerBefore, NoAnswerAfter, ServerErrorBefore, ServerErrorAfter,
            GatewayHtmlBefore, GatewayHtmlAfter, TruncatedBody, WrongContentType, RateLimited, Unauthorized, Forbidden, Echo, Slow,
            UnknownFields, UnknownStatus, OmitTags, NoCapacity, ShortPage, EmptyPage, StuckNew, BootsOff, Vanishes,
        ],
        OperationOf = ActionNames.Of,
        CanAffect = (kind, request) => kind switch
        {
            LateCommit => !ActionNames.IsRead(ActionNames.Of(request)),
            UnknownStatus => ActionNames.Of(request) == "DescribeInstances",
            OmitTags => ActionNames.Of(request) is "DescribeInstances" or "RunInstances",
            ShortPage or EmptyPage => ActionNames.IsPaged(request),
            NoCapacity => ActionNames.Of(request) is "RunInstances" or "StartInstances",
            _ => true,
        },
        SubjectOf = ActionNames.SubjectOf,
    };
}
