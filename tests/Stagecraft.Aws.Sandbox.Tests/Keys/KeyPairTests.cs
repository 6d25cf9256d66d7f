using System.Security.Cryptography;
using System.Text;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Keys;

/// <summary>spec/sandbox-aws.md, section 8.5: key pairs.</summary>
public sealed class KeyPairTests : IDisposable
{
    private const string Ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJhM2mv6tCN4GPFKdLWPRkUT3bBWUxfD8gBHuvyCzcGB ops";

    private readonly Cloud _cloud = new(new AwsSandboxOptions { KeyPairs = ["ops"] });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void A_key_pair_of_the_options_exists_in_each_region()
    {
        _cloud.Send("DescribeKeyPairs", "KeyName.1=ops").ShouldSucceed().Texts("keyName").Should().Equal("ops");
        _cloud.Send("DescribeKeyPairs", new Signer { Region = "eu-west-1" }).ShouldSucceed().Texts("keyName").Should().Equal("ops");
    }

    [Fact]
    public void An_imported_key_has_the_fingerprint_of_openssh()
    {
        Reply reply = Import("laptop", Ed25519).ShouldSucceed();
        string hash = Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Ed25519.Split(' ')[1])));
        reply.Text("keyFingerprint").Should().Be(hash);
        Reply listed = _cloud.Send("DescribeKeyPairs", "KeyName.1=laptop", "IncludePublicKey=true").ShouldSucceed();
        listed.Text("keyType").Should().Be("ed25519");
        listed.Text("publicKey").Should().Be(Ed25519);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("ssh-rsa AAAA")]
    [InlineData("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIJhM2mv6tCN4GPFKdLWPRkUT3bBWUxfD8gBHuvyCzcGB")]
    public void Text_that_is_not_a_key_is_refused(string text) => Import("bad", text).ShouldBe(400, "InvalidKey.Format");

    [Fact]
    public void A_name_is_unique() => Import("ops", Ed25519).ShouldBe(400, "InvalidKeyPair.Duplicate");

    [Fact]
    public void A_created_key_pair_returns_its_private_key_once()
    {
        Reply reply = _cloud.Send("CreateKeyPair", "KeyName=new").ShouldSucceed();
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(reply.Text("keyMaterial"));
        string fingerprint = string.Join(':', SHA1.HashData(rsa.ExportPkcs8PrivateKey()).Select(part => part.ToString("x2", null)));
        reply.Text("keyFingerprint").Should().Be(fingerprint);
        Reply listed = _cloud.Send("DescribeKeyPairs", "KeyName.1=new", "IncludePublicKey=true").ShouldSucceed();
        listed.Texts("keyMaterial").Should().BeEmpty();
        Import("copy", listed.Text("publicKey")).ShouldSucceed();
        _cloud.Send("CreateKeyPair", "KeyName=other", "KeyType=ed25519").ShouldBe(400, "InvalidParameterValue");
    }

    [Fact]
    public void Deleting_a_missing_name_succeeds_and_a_missing_id_does_not()
    {
        _cloud.Send("DeleteKeyPair", "KeyName=ops").ShouldSucceed().Text("keyPairId").Should().StartWith("key-");
        _cloud.Send("DeleteKeyPair", "KeyName=ops").ShouldSucceed();
        _cloud.Send("DeleteKeyPair", "KeyPairId=key-0000000000000000f").ShouldBe(400, "InvalidKeyPair.NotFound");
        _cloud.Send("DescribeKeyPairs", "KeyName.1=ops").ShouldBe(400, "InvalidKeyPair.NotFound");
    }

    [Fact]
    public void A_new_key_pair_can_be_launched_with()
    {
        Import("laptop", Ed25519).ShouldSucceed();
        _cloud.Run("KeyName=laptop").ShouldSucceed();
        _cloud.Run("KeyName=phone").ShouldBe(400, "InvalidKeyPair.NotFound");
    }

    private Reply Import(string name, string key) => _cloud.Send(
        "ImportKeyPair", $"KeyName={name}", $"PublicKeyMaterial={Convert.ToBase64String(Encoding.UTF8.GetBytes(key))}");
}
