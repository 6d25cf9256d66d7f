using static Stagecraft.DigitalOcean.Sandbox.Data.SizeFamily;

namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>A realistic selection of the sizes of DigitalOcean, with published prices.</summary>
internal static class SizeTable
{
    public static readonly Row[] Rows =
    [
        new("s-1vcpu-512mb-10gb", 512, 1, 10, 0.5, 4, Basic, "Basic"),
        new("s-1vcpu-1gb", 1024, 1, 25, 1, 6, Basic, "Basic"),
        new("s-1vcpu-1gb-amd", 1024, 1, 25, 1, 7, Premium, "Basic AMD"),
        new("s-1vcpu-1gb-intel", 1024, 1, 25, 1, 7, Premium, "Basic Intel"),
        new("s-1vcpu-2gb", 2048, 1, 50, 2, 12, Basic, "Basic"),
        new("s-1vcpu-2gb-amd", 2048, 1, 50, 2, 14, Premium, "Basic AMD"),
        new("s-1vcpu-2gb-intel", 2048, 1, 50, 2, 14, Premium, "Basic Intel"),
        new("s-1vcpu-3gb", 3072, 1, 60, 3, 15, Retired, "Basic"),
        new("s-2vcpu-2gb", 2048, 2, 60, 3, 18, Basic, "Basic"),
        new("s-2vcpu-2gb-amd", 2048, 2, 60, 3, 21, Premium, "Basic AMD"),
        new("s-2vcpu-2gb-intel", 2048, 2, 60, 3, 21, Premium, "Basic Intel"),
        new("s-2vcpu-4gb", 4096, 2, 80, 4, 24, Basic, "Basic"),
        new("s-2vcpu-4gb-amd", 4096, 2, 80, 4, 28, Premium, "Basic AMD"),
        new("s-2vcpu-4gb-intel", 4096, 2, 80, 4, 28, Premium, "Basic Intel"),
        new("m-1vcpu-8gb", 8192, 1, 40, 5, 40, Retired, "Memory-Optimized"),
        new("c-2", 4096, 2, 25, 4, 42, Dedicated, "CPU-Optimized"),
        new("c2-2vcpu-4gb", 4096, 2, 50, 4, 47, Dedicated, "CPU-Optimized 2x SSD"),
        new("s-4vcpu-8gb", 8192, 4, 160, 5, 48, Basic, "Basic"),
        new("s-4vcpu-8gb-amd", 8192, 4, 160, 5, 56, Premium, "Basic AMD"),
        new("s-4vcpu-8gb-intel", 8192, 4, 160, 5, 56, Premium, "Basic Intel"),
        new("g-2vcpu-8gb", 8192, 2, 25, 4, 63, Dedicated, "General Purpose"),
        new("gd-2vcpu-8gb", 8192, 2, 50, 4, 68, Special, "General Purpose 2x SSD"),
        new("c-4", 8192, 4, 50, 5, 84, Dedicated, "CPU-Optimized"),
        new("m-2vcpu-16gb", 16384, 2, 50, 4, 84, Dedicated, "Memory-Optimized"),
        new("c2-4vcpu-8gb", 8192, 4, 100, 5, 94, Dedicated, "CPU-Optimized 2x SSD"),
        new("s-8vcpu-16gb", 16384, 8, 320, 6, 96, Basic, "Basic"),
        new("m3-2vcpu-16gb", 16384, 2, 150, 4, 104, Special, "Memory-Optimized 3x SSD"),
        new("s-8vcpu-16gb-amd", 16384, 8, 320, 6, 112, Premium, "Basic AMD"),
        new("s-8vcpu-16gb-intel", 16384, 8, 320, 6, 112, Premium, "Basic Intel"),
        new("g-4vcpu-16gb", 16384, 4, 50, 5, 126, Dedicated, "General Purpose"),
        new("so-2vcpu-16gb", 16384, 2, 300, 4, 131, Special, "Storage-Optimized"),
        new("gd-4vcpu-16gb", 16384, 4, 100, 5, 136, Special, "General Purpose 2x SSD"),
        new("c-8", 16384, 8, 100, 6, 168, Dedicated, "CPU-Optimized"),
        new("m-4vcpu-32gb", 32768, 4, 100, 6, 168, Dedicated, "Memory-Optimized"),
        new("c2-8vcpu-16gb", 16384, 8, 200, 6, 188, Dedicated, "CPU-Optimized 2x SSD"),
        new("m3-4vcpu-32gb", 32768, 4, 300, 6, 208, Special, "Memory-Optimized 3x SSD"),
        new("g-8vcpu-32gb", 32768, 8, 100, 6, 252, Dedicated, "General Purpose"),
        new("so-4vcpu-32gb", 32768, 4, 600, 6, 262, Special, "Storage-Optimized"),
        new("gd-8vcpu-32gb", 32768, 8, 200, 6, 272, Special, "General Purpose 2x SSD"),
        new("c-16", 32768, 16, 200, 7, 336, Dedicated, "CPU-Optimized"),
        new("m-8vcpu-64gb", 65536, 8, 200, 7, 336, Dedicated, "Memory-Optimized"),
        new("g-16vcpu-64gb", 65536, 16, 200, 7, 504, Dedicated, "General Purpose"),
        new("gd-16vcpu-64gb", 65536, 16, 400, 7, 544, Special, "General Purpose 2x SSD"),
        new("gpu-4000adax1-20gb", 32768, 8, 500, 10, 565.44m, Gpu, "RTX 4000 Ada GPU - 1X"),
        new("c-32", 65536, 32, 400, 9, 672, Dedicated, "CPU-Optimized"),
        new("m-16vcpu-128gb", 131072, 16, 400, 8, 672, Dedicated, "Memory-Optimized"),
        new("c-48", 98304, 48, 600, 11, 1008, Dedicated, "CPU-Optimized"),
        new("g-32vcpu-128gb", 131072, 32, 400, 8, 1008, Dedicated, "General Purpose"),
        new("m-24vcpu-192gb", 196608, 24, 600, 9, 1008, Dedicated, "Memory-Optimized"),
        new("gpu-l40sx1-48gb", 65536, 8, 500, 10, 1168.08m, Gpu, "L40S GPU - 1X"),
        new("g-40vcpu-160gb", 163840, 40, 500, 9, 1260, Dedicated, "General Purpose"),
        new("m-32vcpu-256gb", 262144, 32, 800, 10, 1344, Dedicated, "Memory-Optimized"),
        new("gpu-h100x1-80gb", 245760, 20, 720, 15, 2522.16m, Gpu, "H100 GPU - 1X", Scratch: 5120),
        new("gpu-h100x8-640gb", 1966080, 160, 2046, 60, 17796.48m, Gpu, "H100 GPU - 8X", Scratch: 40960),
    ];

    /// <summary>One size: memory in MB, disks in GB, transfer in TB, the published monthly price in USD.</summary>
    internal sealed record Row(
        string Slug,
        int Memory,
        int Vcpus,
        int Disk,
        double Transfer,
        decimal Monthly,
        SizeFamily Family,
        string Description,
        int Scratch = 0);
}
