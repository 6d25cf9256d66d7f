namespace Stagecraft.Cli.Tests.Actions;

/// <summary>A comment on the pull request.</summary>
internal sealed record FakeComment(long Id, string Author, string Body);
