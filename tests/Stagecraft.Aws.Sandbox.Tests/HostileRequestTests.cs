using System.Text;
using CsCheck;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 1.7: no request makes the sandbox fail.</summary>
public sealed class HostileRequestTests
{
    private static readonly string[] Values =
    [
        "", "0", "-1", "99999999999", "true", "%", "*", "i-", "i-0000000000000000f", "ami-1", "\u0000", "\ud800", "a b", "=", "&", "1.1.1",
    ];

    private static readonly string[] Suffixes =
        ["", ".1", ".0", ".-1", ".x", ".1.Name", ".1.Value.1", ".1.Key", ".Value", ".1.Ebs.VolumeSize", ".."];

    [Fact]
    public void Any_parameter_of_any_action_gets_a_response()
    {
        Core.ApiAction[] actions = [.. Endpoints.SandboxActions.Create().Actions.Where(action => action.Parameters.Length > 0)];
        Gen<(int, string, string)> part = Gen.Select(Gen.Int[0, 20], OneOf(Suffixes), OneOf(Values));
        Gen.Select(Gen.Int[0, actions.Length - 1], part.Array[0, 6]).Sample(
            (number, parts) =>
            {
                using Cloud cloud = new Cloud();
                Core.ApiAction action = actions[number];
                string[] names = action.Parameters.Split(' ');
                Reply reply = cloud.Send(action.Name, parts.Select(part => $"{names[part.Item1 % names.Length]}{part.Item2}={part.Item3}"));
                ((int)reply.Status).Should().BeOneOf(200, 400, 403, 412);
            },
            iter: 1000);
    }

    [Theory]
    [InlineData("Action=DescribeInstances&%zz=%")]
    [InlineData("Action=DescribeInstances&=&&=&a")]
    [InlineData("\u0000")]
    [InlineData("")]
    public void Any_body_gets_a_response(string body)
    {
        using Cloud cloud = new Cloud();
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, "http://ec2.test/");
        request.Content = new ByteArrayContent(bytes);
        cloud.Signer.Sign(request, bytes, cloud.Clock.Now);
        ((int)cloud.Send(request).Status).Should().BeOneOf(200, 400);
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b/c/ec2/aws4_request, SignedHeaders=host, Signature=00")]
    [InlineData("AWS4-HMAC-SHA256 Credential=////aws4_request, SignedHeaders=;;, Signature=")]
    [InlineData("AWS4-HMAC-SHA256 ")]
    [InlineData("Bearer x")]
    public void Any_authorization_gets_a_response(string header)
    {
        using Cloud cloud = new Cloud();
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, "http://ec2.test/");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        ((int)cloud.Send(request).Status).Should().BeOneOf(401, 403);
    }

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(place => texts[place]);
}
