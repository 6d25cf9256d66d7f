using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints.Keys;

/// <summary>The actions of key pairs.</summary>
internal static class KeyActions
{
    private const int MaxName = 255;

    public static IEnumerable<ApiAction> All { get; } =
    [
        ApiAction.Read("DescribeKeyPairs", "KeyName KeyPairId IncludePublicKey Filter", Describe),
        ApiAction.Write("ImportKeyPair", "KeyName PublicKeyMaterial TagSpecification", Import),
        ApiAction.Write("CreateKeyPair", "KeyName KeyType KeyFormat TagSpecification", Create),
        ApiAction.Write("DeleteKeyPair", "KeyName KeyPairId", Delete),
    ];

    private static ApiResult Describe(ApiCall call)
    {
        IReadOnlyList<string> names = call.Parameters.List("KeyName");
        foreach (string name in names)
        {
            if (!call.Region.KeyPairs.Exists(pair => pair.Name == name))
            {
                throw NotFound(name);
            }
        }

        ResourceList<KeyPair> list = new ResourceList<KeyPair>(
            "keySet", "KeyPairId", pair => pair.Id, NotFound, (_, pair, filter) => ValuesOf(pair, filter), Content);
        return list.Describe(
            call, call.Region.KeyPairs.Where(pair => names.Count == 0 || names.Contains(pair.Name, StringComparer.Ordinal)));
    }

    private static ApiResult Import(ApiCall call)
    {
        string name = FreeName(call);
        PublicKey key = PublicKey.Read(call.Parameters.Required("PublicKeyMaterial"));
        KeyPair pair = Add(call, new KeyPair { Name = name, Type = key.Type, Fingerprint = key.Fingerprint, PublicKey = key.Text });
        return ApiResult.Of(Summary(call, pair));
    }

    private static ApiResult Create(ApiCall call)
    {
        string name = FreeName(call);
        if (call.Parameters.Text("KeyType") is { } type and not "rsa")
        {
            throw AwsError.BadRequest("InvalidParameterValue", $"The sandbox creates RSA key pairs, not {type}; import the key pair.");
        }

        if (call.Parameters.Text("KeyFormat") is { } format and not "pem")
        {
            throw AwsError.InvalidValue("KeyFormat", format);
        }

        NewKey key = NewKey.Create();
        KeyPair pair = Add(
            call, new KeyPair { Name = name, Type = "rsa", Fingerprint = key.Fingerprint, PublicKey = key.PublicKey });
        return ApiResult.Of(Summary(call, pair), Xml.Text("keyMaterial", key.PrivateKey));
    }

    /// <summary>Deletes a key pair. A name without a key pair is a success.</summary>
    private static ApiResult Delete(ApiCall call)
    {
        string? id = call.Parameters.Text("KeyPairId");
        string? name = id is null ? call.Parameters.Required("KeyName") : null;
        KeyPair? pair = call.Region.KeyPairs.Find(item => item.Id == id || item.Name == name);
        if (pair is null && id is not null)
        {
            throw NotFound(id);
        }

        call.EndDryRun();
        if (pair is not null)
        {
            call.Region.KeyPairs.Remove(pair);
            call.Region.Tags.Remove(pair.Id);
        }

        return ApiResult.Of(Xml.Bool("return", true), Xml.Text("keyPairId", pair?.Id));
    }

    private static string FreeName(ApiCall call)
    {
        string name = call.Parameters.Required("KeyName");
        return name.Length > MaxName ? throw AwsError.InvalidValue("KeyName", name)
            : call.Region.KeyPairs.Exists(pair => pair.Name == name)
                ? throw AwsError.BadRequest("InvalidKeyPair.Duplicate", $"The keypair already exists: '{name}'")
            : name;
    }

    private static KeyPair Add(ApiCall call, KeyPair pair)
    {
        IReadOnlyList<Tag> tags = TagReader.Specification(call.Parameters, "key-pair");
        call.EndDryRun();
        pair.Id = call.Account.NextId("key-");
        pair.CreatedAt = call.Now;
        call.Region.KeyPairs.Add(pair);
        call.Region.Tags.Add(pair.Id, tags, call.Now);
        return pair;
    }

    private static AwsError NotFound(string name) => AwsError.NotFound("InvalidKeyPair.NotFound", "key pair", name);

    private static IEnumerable<string>? ValuesOf(KeyPair pair, string filter) => filter switch
    {
        "key-name" => [pair.Name],
        "key-pair-id" => [pair.Id],
        "fingerprint" => [pair.Fingerprint],
        _ => null,
    };

    private static object?[] Content(ApiCall call, KeyPair pair) =>
    [
        .. Summary(call, pair),
        Xml.Text("keyType", pair.Type),
        Xml.Time("createTime", pair.CreatedAt),
        call.Parameters.Bool("IncludePublicKey") == true ? Xml.Text("publicKey", pair.PublicKey) : null,
    ];

    private static object?[] Summary(ApiCall call, KeyPair pair) =>
    [
        Xml.Text("keyPairId", pair.Id),
        Xml.Text("keyName", pair.Name),
        Xml.Text("keyFingerprint", pair.Fingerprint),
        TagSet.Of(call, pair.Id),
    ];
}
