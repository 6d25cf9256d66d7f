using Stagecraft.Aws.Sandbox.Tests.Support;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Sandbox.Tests;

/// <summary>spec/sandbox-aws.md, section 6.1: pages with fewer entries than requested.</summary>
public sealed class PageFaultTests : IDisposable
{
    private readonly Cloud _cloud = new(new AwsSandboxOptions { Throttle = false });

    public void Dispose() => _cloud.Dispose();

    [Theory]
    [InlineData(SandboxFaultKind.ShortPage, 1)]
    [InlineData(SandboxFaultKind.EmptyPage, 0)]
    public void A_page_has_fewer_entries_and_a_token(SandboxFaultKind kind, int entries)
    {
        string[] ids = Run(3);
        Add(kind, times: 1);

        Reply first = Page(null);
        Reply second = Page(first.Text("nextToken"));

        first.Instances.Should().Equal(ids[..entries]);
        second.Instances.Should().Equal(ids[entries..]);
        second.Texts("nextToken").Should().BeEmpty();
    }

    [Fact] // under a clock that does not move
    public void No_token_of_a_list_repeats()
    {
        string[] ids = Run(3);
        Add(SandboxFaultKind.EmptyPage, times: 2);
        Add(SandboxFaultKind.ShortPage, times: 2);
        Add(SandboxFaultKind.EmptyPage, times: 3);
        List<string> tokens = [];
        List<string> found = [];
        do
        {
            Reply page = Page(tokens.LastOrDefault());
            found.AddRange(page.Instances);
            tokens.AddRange(page.Texts("nextToken"));
        }
        while (tokens.Count > 0 && _cloud.Sandbox.Requests.Count < 3 + 1 + tokens.Count);

        found.Should().Equal(ids);
        tokens.Should().HaveCount(7).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_list_without_pages_and_one_without_entries_are_not_affected()
    {
        Add(SandboxFaultKind.EmptyPage, times: null);
        Page(null).Texts("nextToken").Should().BeEmpty();
        string[] ids = Run(2);

        _cloud.Send("DescribeInstances").Instances.Should().Equal(ids);
        _cloud.Send("DescribeInstances", $"InstanceId.1={ids[1]}").Instances.Should().Equal(ids[1]);
        _cloud.Sandbox.Faults.Hits.Should().ContainSingle();
    }

    [Theory]
    [InlineData("DescribeVolumes", "volumeId")]
    [InlineData("DescribeTags", "key")]
    [InlineData("DescribeInstanceTypes", "instanceType")]
    [InlineData("DescribeSubnets", "subnetId")]
    public void Every_list_with_pages_has_the_faults(string action, string entry)
    {
        Run(2);
        Add(SandboxFaultKind.EmptyPage, times: 1);
        Add(SandboxFaultKind.ShortPage, times: 1);

        string[] pages = ["MaxResults=100"];
        Reply empty = _cloud.Send(action, pages).ShouldSucceed();
        Reply one = _cloud.Send(action, [.. pages, $"NextToken={empty.Text("nextToken")}"]).ShouldSucceed();

        empty.Texts(entry).Should().BeEmpty();
        one.Texts(entry).Distinct().Should().ContainSingle();
        one.Texts("nextToken").Should().ContainSingle();
    }

    private Reply Page(string? token) => _cloud.Send(
        "DescribeInstances", token is null ? ["MaxResults=100"] : ["MaxResults=100", $"NextToken={token}"]).ShouldSucceed();

    private string[] Run(int count) =>
    [
        .. Enumerable.Range(0, count).Select(number => _cloud.RunOne(
            "TagSpecification.1.ResourceType=instance", $"TagSpecification.1.Tag.1.Key=n{number}", "TagSpecification.1.Tag.1.Value=x")),
    ];

    private void Add(SandboxFaultKind kind, int? times) =>
        _cloud.Sandbox.Faults.Add(new SandboxFault { Kind = kind, On = "* Describe*", Times = times });
}
