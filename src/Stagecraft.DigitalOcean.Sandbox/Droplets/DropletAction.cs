namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Something that happens to a droplet, with the time at which it will have happened, and how it ends.</summary>
internal sealed record DropletAction(
    long Id, string Type, long DropletId, string Region, DateTimeOffset StartedAt, DateTimeOffset CompletedAt, string Outcome);
