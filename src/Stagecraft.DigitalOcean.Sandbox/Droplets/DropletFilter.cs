namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Which droplets a list shows: one kind, and of these perhaps those of a name or with a tag.</summary>
internal sealed record DropletFilter(bool Gpus, string? Name, string? Tag);
