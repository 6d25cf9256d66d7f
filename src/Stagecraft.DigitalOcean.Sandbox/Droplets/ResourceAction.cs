namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>An action of a resource, with its completion time and outcome.</summary>
internal sealed record ResourceAction(
    long Id, string Type, ActionSubject Subject, string Region, DateTimeOffset StartedAt, DateTimeOffset CompletedAt, string Outcome);
