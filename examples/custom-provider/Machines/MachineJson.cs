using System.Text.Json;
using System.Text.Json.Serialization;
using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace FileHosts.Machines;

/// <summary>The file's JSON. Whoever wrote it may have meant harm, or been stopped halfway: nothing is taken that is not wholly right.</summary>
internal static class MachineJson
{
    private const string Hint = "mend the file or restore it; nothing was changed";

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

    /// <exception cref="CloudProviderException">It is no such file: <c>api_error</c>, with the place.</exception>
    public static MachineList Read(string file, ReadOnlySpan<byte> utf8)
    {
        try
        {
            MachineList list = JsonSerializer.Deserialize<MachineList>(utf8, Options) ?? throw new JsonException();
            return Mistake(list) is { } mistake ? throw Damaged(new SourceLocation(file, 1, 1), mistake) : list;
        }
        catch (JsonException exception)
        {
            int line = (int)(exception.LineNumber ?? 0) + 1;
            int column = (int)(exception.BytePositionInLine ?? 0) + 1;
            throw Damaged(new SourceLocation(file, line, column), exception.Path is null or "$" ? "it is not JSON of this form" : $"{Excerpt.Of(exception.Path)} is not right");
        }
    }

    public static byte[] Write(MachineList list) => [.. JsonSerializer.SerializeToUtf8Bytes(list, Options), (byte)'\n'];

    // What JSON of this form can still say that no file of ours does.
    private static string? Mistake(MachineList list)
    {
        HashSet<long> ids = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (Machine? machine in list.Machines)
        {
            string? mistake = machine switch
            {
                null => "a machine is null",
                { Id: < 1 } => $"the id {machine.Id} is below 1",
                _ when !ids.Add(machine.Id) => $"the id {machine.Id} is there twice",
                _ when machine.Id >= list.NextId => $"the id {machine.Id} is not below next_id",
                _ when !NameRule.IsValid(machine.Name) => $"{Excerpt.Of(machine.Name)} is not a valid name",
                _ when !names.Add(machine.Name) => $"the name {Excerpt.Of(machine.Name)} is there twice",
                _ when machine.Tags.Any(t => t is null) => $"a tag of {Excerpt.Of(machine.Name)} is null",
                _ when new[] { machine.Size, machine.Status, machine.Address }.Concat(machine.Tags).Any(t => t.Length == 0 || t.Any(char.IsControl)) =>
                    $"a value of {Excerpt.Of(machine.Name)} is empty or has a control character",
                _ => null,
            };
            if (mistake is not null)
            {
                return mistake;
            }
        }

        return null;
    }

    private static CloudProviderException Damaged(SourceLocation place, string why) =>
        new(FileProvider.ProviderId, new Problem(ErrorCodes.ApiError, $"the hosts file is damaged: {why}", Hint, place));
}
