namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>An action of a droplet, with its completion time and outcome.</summary>
internal sealed record DropletAction(
    long Id, string Type, long DropletId, string Region, DateTimeOffset StartedAt, DateTimeOffset CompletedAt, string Outcome);
