using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.Tests.Support;

namespace Stagecraft.Aws.Sandbox.Tests.Services;

/// <summary>spec/sandbox-aws.md, section 12: the other services.</summary>
public sealed class ServiceTests : IDisposable
{
    private const string Ubuntu = "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id";

    private readonly Cloud _cloud = new(new AwsSandboxOptions { AccountId = "210987654321" });

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public void The_caller_is_a_user_of_the_account()
    {
        Reply reply = _cloud.Send("GetCallerIdentity", new Signer { Service = "sts" }).ShouldSucceed();
        reply.Xml.Name.LocalName.Should().Be("GetCallerIdentityResponse");
        reply.Xml.Name.NamespaceName.Should().Be("https://sts.amazonaws.com/doc/2011-06-15/");
        reply.Text("Account").Should().Be("210987654321");
        reply.Text("Arn").Should().Be("arn:aws:iam::210987654321:user/sandbox");
        reply.Text("UserId").Should().NotBeEmpty();
    }

    [Fact]
    public void Parameters_hold_image_ids_of_the_region()
    {
        (int status, JsonElement body) = JsonService.Ssm(
            _cloud, "GetParameters", new { Names = new[] { Ubuntu, "/mine" } }, "eu-central-1");
        status.Should().Be(200);
        JsonElement parameter = body.GetProperty("Parameters").EnumerateArray().Single();
        parameter.GetProperty("Name").GetString().Should().Be(Ubuntu);
        string id = parameter.GetProperty("Value").GetString()!;
        body.GetProperty("InvalidParameters").EnumerateArray().Single().GetString().Should().Be("/mine");
        _cloud.Send("DescribeImages", new Signer { Region = "eu-central-1" }, $"ImageId.1={id}").ShouldSucceed()
            .Text("architecture").Should().Be("arm64");
    }

    [Fact]
    public void A_single_parameter_is_found_or_an_error()
    {
        JsonService.Ssm(_cloud, "GetParameter", new { Name = Ubuntu }).Body.GetProperty("Parameter").GetProperty("Type").GetString()
            .Should().Be("String");
        (int status, JsonElement body) = JsonService.Ssm(_cloud, "GetParameter", new { Name = "/mine" });
        (status, body.GetProperty("__type").GetString()).Should().Be((400, "ParameterNotFound"));
    }

    [Fact]
    public void A_request_has_up_to_ten_names()
    {
        (int status, JsonElement body) = JsonService.Ssm(
            _cloud, "GetParameters", new { Names = Enumerable.Range(1, 11).Select(n => $"/{n}") });
        (status, body.GetProperty("__type").GetString()).Should().Be((400, "ValidationException"));
    }

    [Fact]
    public void A_path_lists_its_parameters()
    {
        JsonElement body = JsonService.Ssm(_cloud, "GetParametersByPath", new { Path = "/aws/service/debian", Recursive = true }).Body;
        body.GetProperty("Parameters").GetArrayLength().Should().Be(2);
        body = JsonService.Ssm(_cloud, "GetParametersByPath", new { Path = "/aws/service/debian" }).Body;
        body.GetProperty("Parameters").GetArrayLength().Should().Be(0);
        body = JsonService.Ssm(_cloud, "GetParametersByPath", new { Path = "/aws/service", Recursive = true, MaxResults = 5 }).Body;
        string token = body.GetProperty("NextToken").GetString()!;
        body = JsonService.Ssm(_cloud, "GetParametersByPath", new { Path = "/aws/service", Recursive = true, NextToken = token }).Body;
        body.GetProperty("Parameters").GetArrayLength().Should().Be(PublicImageTable.All.Count - 5);
    }

    [Fact]
    public void Quotas_are_those_of_the_conditions()
    {
        _cloud.Set(conditions => conditions with { VcpuLimit = 12, GpuVcpuLimit = 4, AddressLimit = 3 });
        Value("L-1216C47A").Should().Be(12);
        Value("L-DB2E81BA").Should().Be(4);
        Value("L-0263D0A3").Should().Be(3);
        JsonElement all = JsonService.Quotas(_cloud, "ListServiceQuotas", new { ServiceCode = "ec2" }).Body;
        all.GetProperty("Quotas").GetArrayLength().Should().Be(3);
        JsonService.Quotas(_cloud, "GetAWSDefaultServiceQuota", new { ServiceCode = "ec2", QuotaCode = "L-1216C47A" })
            .Body.GetProperty("Quota").GetProperty("Value").GetDouble().Should().Be(5);
    }

    [Theory]
    [InlineData("ec2", "L-00000000")]
    [InlineData("rds", "L-1216C47A")]
    public void An_unknown_quota_is_an_error(string service, string code)
    {
        (int status, JsonElement body) = JsonService.Quotas(_cloud, "GetServiceQuota", new { ServiceCode = service, QuotaCode = code });
        (status, body.GetProperty("__type").GetString()).Should().Be((400, "NoSuchResourceException"));
    }

    [Theory]
    [InlineData("us-east-1", "t3.micro", "0.0104")]
    [InlineData("us-east-1", "c5.xlarge", "0.17")]
    [InlineData("eu-central-1", "t3.micro", "0.0120")]
    public void The_usual_filters_find_one_price(string region, string type, string price)
    {
        JsonElement item = Prices(
            ("regionCode", region), ("instanceType", type), ("operatingSystem", "Linux"), ("tenancy", "Shared"), ("preInstalledSw", "NA"),
            ("capacitystatus", "Used")).Single();
        item.GetProperty("product").GetProperty("attributes").GetProperty("instanceType").GetString().Should().Be(type);
        Usd(item).Should().Be(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Without_the_capacity_status_there_are_three_prices()
    {
        List<JsonElement> items = Prices(("regionCode", "us-east-1"), ("instanceType", "t3.micro"));
        items.Should().HaveCount(3);
        items.Select(Usd).Should().Contain(0);
        items.Select(item => item.GetProperty("product").GetProperty("sku").GetString()).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Volumes_have_a_price_per_month()
    {
        JsonElement item = Prices(("regionCode", "us-east-1"), ("volumeApiName", "gp3"), ("productFamily", "Storage")).Single();
        Usd(item).Should().Be(0.08m);
    }

    [Fact]
    public void Prices_come_in_pages_of_up_to_100()
    {
        JsonObject request = Request(("regionCode", "us-east-1"));
        JsonElement body = JsonService.Products(_cloud, request).Body;
        body.GetProperty("PriceList").GetArrayLength().Should().Be(100);
        request["NextToken"] = body.GetProperty("NextToken").GetString();
        JsonService.Products(_cloud, request).Body.GetProperty("PriceList").GetArrayLength().Should().BeGreaterThan(0);
        request["NextToken"] = "x";
        JsonService.Products(_cloud, request).Body.GetProperty("__type").GetString().Should().Be("InvalidNextTokenException");
    }

    [Fact]
    public void The_price_list_has_no_endpoint_in_most_regions() => JsonService.Products(_cloud, Request(), "eu-west-1")
        .Body.GetProperty("__type").GetString().Should().Be("InvalidParameterException");

    [Fact]
    public void An_unknown_service_is_an_error()
    {
        JsonObject request = Request();
        request["ServiceCode"] = "AmazonRDS";
        JsonService.Products(_cloud, request).Body.GetProperty("__type").GetString().Should().Be("NotFoundException");
    }

    [Fact]
    public void A_member_of_the_wrong_type_is_an_error() => JsonService.Ssm(_cloud, "GetParameter", new { Name = 1 })
        .Body.GetProperty("__type").GetString().Should().Be("SerializationException");

    private double Value(string code) => JsonService.Quotas(_cloud, "GetServiceQuota", new { ServiceCode = "ec2", QuotaCode = code })
        .Body.GetProperty("Quota").GetProperty("Value").GetDouble();

    private List<JsonElement> Prices(params (string Field, string Value)[] filters) =>
    [
        .. JsonService.Products(_cloud, Request(filters)).Body.GetProperty("PriceList").EnumerateArray()
            .Select(item => JsonElement.Parse(item.GetString()!)),
    ];

    private static JsonObject Request(params (string Field, string Value)[] filters) => new()
    {
        ["ServiceCode"] = "AmazonEC2",
        ["FormatVersion"] = "aws_v1",
        ["Filters"] = new JsonArray([.. filters.Select(filter =>
            new JsonObject { ["Type"] = "TERM_MATCH", ["Field"] = filter.Field, ["Value"] = filter.Value })]),
    };

    private static decimal Usd(JsonElement item)
    {
        JsonElement term = item.GetProperty("terms").GetProperty("OnDemand").EnumerateObject().Single().Value;
        JsonElement dimension = term.GetProperty("priceDimensions").EnumerateObject().Single().Value;
        return decimal.Parse(
            dimension.GetProperty("pricePerUnit").GetProperty("USD").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
