using NSwag;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>A known error in the specification.</summary>
/// <param name="Reason">The error, and the evidence.</param>
/// <param name="Fix">Fixes the error. Returns false if it no longer exists.</param>
internal sealed record SpecificationError(string Reason, Func<OpenApiDocument, bool> Fix)
{
    public override string ToString() => Reason;
}
