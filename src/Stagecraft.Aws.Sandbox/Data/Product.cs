namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>A product of the price list.</summary>
/// <param name="Family">The product family.</param>
/// <param name="Attributes">The attributes, by name.</param>
/// <param name="Unit">The unit of the price.</param>
/// <param name="Price">The price per unit in USD.</param>
/// <param name="Description">The description of the price.</param>
internal sealed record Product(
    string Family, IReadOnlyDictionary<string, string> Attributes, string Unit, decimal Price, string Description)
{
    public string Sku => DerivedId.Of("sku", [.. Attributes.Values])[4..].ToUpperInvariant()[..16];
}
