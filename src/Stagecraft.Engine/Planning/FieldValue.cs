namespace Stagecraft.Engine.Planning;

/// <summary>The values of fields that the config does not declare.</summary>
internal static class FieldValue
{
    public const string Finished = "finished";
    public const string Grow = "grow";
    public const string TemporaryName = "temporary_name";
    public const string Unfinished = "unfinished";
}
