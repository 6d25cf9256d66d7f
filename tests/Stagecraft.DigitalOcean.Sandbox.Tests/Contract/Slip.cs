using NSwag;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract;

/// <summary>A place where the specification is wrong about the API.</summary>
/// <param name="Reason">What is wrong, and how that is known.</param>
/// <param name="Mend">Puts it right; false, if there is nothing to put right any more.</param>
internal sealed record Slip(string Reason, Func<OpenApiDocument, bool> Mend)
{
    public override string ToString() => Reason;
}
