namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>A size of the table: memory in MB, disks in GB, transfer in TB, the published price a month in USD.</summary>
internal sealed record SizeRow(
    string Slug, int Memory, int Vcpus, int Disk, double Transfer, decimal Monthly, SizeFamily Family, string Description, int Scratch = 0);
