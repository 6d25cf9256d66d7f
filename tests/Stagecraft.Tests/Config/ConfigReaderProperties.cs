using System.Text;
using CsCheck;
using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Testing;

namespace Stagecraft.Tests.Config;

/// <summary>For any bytes, the reader returns nodes, or problems with locations in the file.</summary>
public sealed class ConfigReaderProperties
{
    private static readonly string Example = File.ReadAllText(Repository.PathTo("examples/stagecraft.yml"));

    private static readonly string[] Pieces =
    [
        "[", "]", "{", "}", ":", ": ", "- ", "? ", "\n", "\r", " ", "  ", "\t", "&a ", "*a", "<<: *a\n", "!x ", "!!str ", "|\n", ">-\n",
        "'", "\"",
        "\\", "\"\\u", "#", "---\n", "...\n", "%TAG ! x\n", "%YAML 1.1\n", ",", "a: b\n", "\0", "\uFEFF", "\u2028", "é", "\U0001F600", "@",
        "`", "null", "~",
    ];

    private static readonly Gen<string> FromPieces = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 40]
        .Select(string.Concat);

    private static readonly Gen<byte[]> Mutated =
        Gen.Select(Gen.Int[0, Example.Length], Gen.Int[0, 30], FromPieces).Array[1, 4].Select(edits =>
        {
            string text = Example;
            foreach ((int at, int removed, string inserted) in edits)
            {
                int start = Math.Min(at, text.Length);
                text = text.Remove(start, Math.Min(removed, text.Length - start)).Insert(start, inserted);
            }

            return Encoding.UTF8.GetBytes(text);
        });

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 300].Sample(Survives, iter: 5000);

    [Fact]
    public void Random_pieces_of_YAML() => FromPieces.Select(Encoding.UTF8.GetBytes).Sample(Survives, iter: 20_000);

    [Fact]
    public void An_example_edited_at_random() => Mutated.Sample(Survives, iter: 5000);

    private static void Survives(byte[] bytes)
    {
        try
        {
            StagecraftFileResult result = StagecraftFile.Parse(ConfigReader.Read("f.yml", bytes));
            Check(result.Problems, bytes);
        }
        catch (ConfigException exception)
        {
            exception.Problems.Should().NotBeEmpty();
            Check(exception.Problems, bytes);
        }
    }

    private static void Check(IReadOnlyList<Problem> problems, byte[] bytes)
    {
        int lines = bytes.Count(b => b is (byte)'\n' or (byte)'\r') + 1;
        foreach (Problem problem in problems)
        {
            if (problem.Code != ErrorCodes.ConfigInvalid
                || problem.Location is not { File: "f.yml", Line: > 0, Column: > 0 } place
                || place.Line > lines
                || place.Column > bytes.Length + 1
                || problem.Message.Any(char.IsControl))
            {
                throw new InvalidOperationException($"Not a fit problem: {problem}");
            }
        }
    }
}
