using System.Text;
using Stagecraft.Config;
using Stagecraft.Plans;

namespace Stagecraft.Fuzzing;

/// <summary>A plan file: refused with problems that have places, or read as a plan that is written and read without loss.</summary>
public static class PlanFileTarget
{
    private const string File = "plan.json";

    public static ByteTarget Create() => new("plan-file", new Mutator(Resource.All(".plan.json"), Tokens.Json, ("[", "]")), Check);

    private static string? Check(byte[] input)
    {
        InfraPlan plan;
        try
        {
            plan = InfraPlanJson.Read(File, input);
        }
        catch (ConfigException exception)
        {
            return TextCheck.OfFile(exception.Problems, File, input);
        }

        byte[] written = Write(plan);
        return written.AsSpan().SequenceEqual(Write(InfraPlanJson.Read(File, written)))
            ? null
            : "written, read and written again it is another plan";
    }

    private static byte[] Write(InfraPlan plan) => Encoding.UTF8.GetBytes(InfraPlanJson.ToText(plan));
}
