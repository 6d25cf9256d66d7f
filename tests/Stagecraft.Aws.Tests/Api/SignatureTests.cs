using System.Text;
using Stagecraft.Aws.Api.Signing;

namespace Stagecraft.Aws.Tests.Api;

/// <summary>spec/providers/cloud/aws.md 1.2. The first two signatures are from the published test suite; the others were computed with
/// botocore.</summary>
public sealed class SignatureTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly DateTimeOffset Time = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);
    private static readonly AwsKeys Keys = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    [Theory]
    [InlineData("", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    public void The_signature_is_that_of_the_published_test_suite(string query, string expected)
    {
        SignableRequest request = new(
            "GET", "/", query, [new("Host", "example.amazonaws.com"), new("X-Amz-Date", "20150830T123600Z")], default);

        SignatureV4.Authorization(request, Keys, Time, "us-east-1", "service").Should().Be(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, "
            + $"Signature={expected}");
    }

    [Fact]
    public void A_form_with_a_session_token_is_signed_as_botocore_signs_it()
    {
        SignableRequest request = new(
            "POST",
            "/",
            "",
            [
                new("x-amz-security-token", "session/token=="),
                new("content-type", Form),
                new("host", "ec2.eu-central-1.amazonaws.com"),
                new("x-amz-date", SignatureV4.DateHeader(Time)),
            ],
            Encoding.UTF8.GetBytes(
                "Action=DescribeInstances&Version=2016-11-15&MaxResults=1000&Filter.1.Name=tag%3Astagecraft%3Aproject"
                + "&Filter.1.Value.1=a%20b%2Bc"));

        SignatureV4.Authorization(request, Keys, Time, "eu-central-1", "ec2").Should()
            .Contain("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token")
            .And.EndWith("Signature=dc5e1eaf7cee84de22f1f84893c92c42cb2d4383c173d7ae23bf6810f6c0ea5b");
    }

    [Fact]
    public void A_path_is_encoded_a_second_time()
    {
        SignableRequest request = new(
            "POST",
            "/cloud/a%20b",
            "",
            [
                new("content-type", "application/x-amz-json-1.1"),
                new("host", "127.0.0.1:4566"),
                new("x-amz-date", SignatureV4.DateHeader(Time)),
                new("x-amz-target", "AmazonSSM.GetParameters"),
            ],
            """{"Names":["/x"]}"""u8.ToArray());

        SignatureV4.Authorization(request, Keys, Time, "us-east-1", "ssm").Should()
            .EndWith("Signature=9aacf78b1522e75aaebbf158a8982a0da1c78031f1ecf33530aba62e5014d7fb");
    }

    [Fact]
    public void The_text_of_keys_shows_no_secret() => (Keys with { SessionToken = "token" }).ToString().Should().Be("AwsKeys AKIDEXAMPLE");
}
