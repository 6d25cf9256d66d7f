namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>The products of EC2: instances with Linux on demand, and volumes.</summary>
internal static class ProductTable
{
    public const string InstanceType = "instanceType";

    private static readonly Lazy<ILookup<string?, Product>> Products = new(() =>
        RegionTable.All.SelectMany(region => Instances(region).Concat(Volumes(region)))
            .ToLookup(product => product.Attributes.GetValueOrDefault(InstanceType)));

    public static IEnumerable<Product> All => Products.Value.SelectMany(type => type);

    /// <summary>The products of an instance type.</summary>
    public static IEnumerable<Product> OfType(string type) => Products.Value[type];

    /// <summary>Three products per type: used capacity, and capacity reservations, of which allocated ones are free.</summary>
    private static IEnumerable<Product> Instances(Region region) =>
        from type in InstanceTypeTable.All
        where type.IsOffered(region)
        from status in new[] { "Used", "UnusedCapacityReservation", "AllocatedCapacityReservation" }
        select Instance(region, type, status);

    private static Product Instance(Region region, InstanceType type, string status)
    {
        decimal price = status == "AllocatedCapacityReservation" ? 0 : type.PriceIn(region);
        return new Product(
            "Compute Instance",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["servicecode"] = "AmazonEC2",
                ["servicename"] = "Amazon Elastic Compute Cloud",
                ["regionCode"] = region.Name,
                ["locationType"] = "AWS Region",
                [InstanceType] = type.Name,
                ["currentGeneration"] = type.Family.IsCurrent ? "Yes" : "No",
                ["vcpu"] = type.Vcpus.ToString(CultureInfo.InvariantCulture),
                ["memory"] = string.Create(CultureInfo.InvariantCulture, $"{type.MemoryMegabytes / 1024m:0.##} GiB"),
                ["operatingSystem"] = "Linux",
                ["tenancy"] = "Shared",
                ["preInstalledSw"] = "NA",
                ["licenseModel"] = "No License required",
                ["capacitystatus"] = status,
                ["marketoption"] = "OnDemand",
                ["operation"] = "RunInstances",
                ["usagetype"] = $"{(status == "Used" ? "BoxUsage" : status)}:{type.Name}",
            },
            "Hrs",
            price,
            string.Create(CultureInfo.InvariantCulture, $"${price} per On Demand Linux {type.Name} Instance Hour"));
    }

    private static IEnumerable<Product> Volumes(Region region) =>
        from pair in VolumePrices.All
        let price = VolumePrices.In(region, pair.Value)
        select new Product(
            "Storage",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["servicecode"] = "AmazonEC2",
                ["servicename"] = "Amazon Elastic Compute Cloud",
                ["regionCode"] = region.Name,
                ["locationType"] = "AWS Region",
                ["volumeApiName"] = pair.Key,
                ["usagetype"] = $"EBS:VolumeUsage.{pair.Key}",
            },
            "GB-Mo",
            price,
            string.Create(CultureInfo.InvariantCulture, $"${price} per GB-month of {pair.Key} provisioned storage"));
}
