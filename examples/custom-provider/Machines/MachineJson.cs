using System.Text.Json;
using System.Text.Json.Serialization;
using Stagecraft.Config;

namespace FileHosts.Machines;

/// <summary>The file's JSON. A file that is not valid as a whole is refused: a machine that is missing in it would be created
/// again.</summary>
internal static class MachineJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <exception cref="InvalidDataException">The file is damaged; the message states where.</exception>
    public static MachineList Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            MachineList list = JsonSerializer.Deserialize<MachineList>(utf8, Options) ?? throw new JsonException();
            return Mistake(list) is { } mistake ? throw new InvalidDataException(mistake) : list;
        }
        catch (JsonException exception)
        {
            string what = exception.Path is null or "$" ? "it is not JSON of this form" : $"{Excerpt.Of(exception.Path)} is invalid";
            throw new InvalidDataException(
                $"{what} (line {(exception.LineNumber ?? 0) + 1}, column {(exception.BytePositionInLine ?? 0) + 1})", exception);
        }
    }

    public static byte[] Write(MachineList list) => [.. JsonSerializer.SerializeToUtf8Bytes(list, Options), (byte)'\n'];

    private static string? Mistake(MachineList list)
    {
        HashSet<long> ids = [];
        return list.Machines.Select(machine => (FileMachine?)machine switch
        {
            null => "a machine is null",
            { Id: < 1 } => $"the id {machine.Id} is below 1",
            _ when !ids.Add(machine.Id) => $"the id {machine.Id} occurs twice",
            _ when machine.Id >= list.NextId => $"the id {machine.Id} is not below next_id",
            _ when !NameRule.IsValid(machine.Name) => $"{Excerpt.Of(machine.Name)} is not a valid name",
            _ when machine.Tags.Any(t => t is null) => $"a tag of {Excerpt.Of(machine.Name)} is null",
            _ when new[] { machine.Size, machine.Status, machine.Address }.Concat(machine.Tags)
                .Any(t => t.Length == 0 || t.Any(char.IsControl)) =>
                $"a value of {Excerpt.Of(machine.Name)} is empty or has a control character",
            _ => null,
        }).FirstOrDefault(m => m is not null);
    }
}
