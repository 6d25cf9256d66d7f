namespace Stagecraft.DigitalOcean.Planning;

/// <summary>What to do about errors that are reported in more than one place.</summary>
internal static class ErrorHints
{
    public const string NameTaken =
        "rename the host, or delete or rename that droplet; to take it over, give it the tags that this host's droplet would have";

    public const string ReadTags = "the token needs the scope tag:read; without it an empty account cannot be told from a full one";
}
