using System.Text;
using FileHosts.Machines;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Tests.CustomProvider;

/// <summary>Spec interface.md 1.3 to 1.5: what the example does when its file fails it.</summary>
public sealed class FileFaultTests : IDisposable
{
    private readonly FileCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{", "is damaged: it is not JSON of this form (line 1, column 2)")]
    [InlineData("null", "damaged")]
    [InlineData("[]", "damaged")]
    [InlineData("{\"next_id\":1}", "damaged")]
    [InlineData("{\"next_id\":1,\"machines\":null}", "damaged")]
    [InlineData("{\"next_id\":1,\"machines\":[null]}", "a machine is null")]
    [InlineData("{\"next_id\":1,\"machines\":[],\"more\":1}", "damaged")]
    [InlineData("{\"next_id\":1,\"next_id\":2,\"machines\":[]}", "damaged")]
    [InlineData("{\"next_id\":1e99,\"machines\":[]}", "damaged")]
    [InlineData("{\"next_id\":1,\"machines\":[[[[[[[[[[1]]]]]]]]]]}", "damaged")]
    [InlineData("{\"next_id\":2,\"machines\":[{\"id\":1}]}", "damaged")]
    [InlineData(
        "{\"next_id\":2,\"machines\":[{\"id\":0,\"name\":\"a\",\"size\":\"s\",\"status\":\"active\",\"address\":\"x\","
            + "\"created_at\":\"2026-01-01T00:00:00Z\",\"tags\":[]}]}",
        "the id 0 is below 1")]
    [InlineData(
        "{\"next_id\":1,\"machines\":[{\"id\":1,\"name\":\"a\",\"size\":\"s\",\"status\":\"active\",\"address\":\"x\","
            + "\"created_at\":\"2026-01-01T00:00:00Z\",\"tags\":[]}]}",
        "the id 1 is not below next_id")]
    [InlineData(
        "{\"next_id\":2,\"machines\":[{\"id\":1,\"name\":\"A b\",\"size\":\"s\",\"status\":\"active\",\"address\":\"x\","
            + "\"created_at\":\"2026-01-01T00:00:00Z\",\"tags\":[]}]}",
        "'A b' is not a valid name")]
    [InlineData(
        "{\"next_id\":2,\"machines\":[{\"id\":1,\"name\":\"a\",\"size\":\"\\u001b[2J\",\"status\":\"active\",\"address\":\"x\","
            + "\"created_at\":\"2026-01-01T00:00:00Z\",\"tags\":[]}]}",
        "has a control character")]
    [InlineData(
        "{\"next_id\":2,\"machines\":[{\"id\":1,\"name\":\"a\",\"size\":\"s\",\"status\":\"active\",\"address\":\"x\","
            + "\"created_at\":\"2026-01-01T00:00:00Z\",\"tags\":[null]}]}",
        "a tag of 'a' is null")]
    [InlineData(
        "{\"next_id\":3,\"machines\":[{\"id\":1,\"name\":\"a\",\"size\":\"s\",\"status\":\"active\",\"address\":\"x\","
            + "\"created_at\":\"2026-01-01T00:00:00Z\",\"tags\":[]},{\"id\":1,\"name\":\"b\",\"size\":\"s\",\"status\":\"active\","
            + "\"address\":\"x\",\"created_at\":\"2026-01-01T00:00:00Z\",\"tags\":[]}]}",
        "the id 1 occurs twice")]
    public async Task A_damaged_file_is_told_and_left_as_it_is(string content, string message)
    {
        InfraPlan plan = await _cloud.PlanAsync();
        await File.WriteAllTextAsync(_cloud.HostsFile, content);
        Func<Task>[] all = [() => _cloud.PlanAsync(), () => _cloud.ApplyAsync(plan), () => _cloud.ListAsync()];

        foreach (Func<Task> one in all)
        {
            CloudProviderException failure = (await one.Should().ThrowAsync<CloudProviderException>()).Which;
            failure.Code.Should().Be(ErrorCodes.ApiError);
            failure.Problems[0].Message.Should().Contain(message);
        }

        (await File.ReadAllTextAsync(_cloud.HostsFile)).Should().Be(content);
    }

    [Fact]
    public async Task A_file_too_large_to_be_one_is_not_read()
    {
        await using (FileStream stream = File.Create(_cloud.HostsFile))
        {
            stream.SetLength(1L << 33);
        }

        Func<Task> plan = () => _cloud.PlanAsync();

        await plan.Should().ThrowAsync<CloudProviderException>().WithMessage("*is larger than 4 MiB*");
    }

    [Fact]
    public async Task A_folder_in_its_place_and_a_folder_that_is_not_there_are_told()
    {
        InfraPlan plan = await _cloud.PlanAsync();
        Directory.CreateDirectory(_cloud.HostsFile);
        Func<Task> planning = () => _cloud.PlanAsync();

        await planning.Should().ThrowAsync<CloudProviderException>().WithMessage("*cannot be read*");
        Directory.Delete(_cloud.HostsFile);
        Directory.Delete(_cloud.Folder);
        (await _cloud.FailsAsync(plan)).Message.Should().Contain("is in a directory that does not exist");
        Directory.CreateDirectory(_cloud.Folder);
    }

    [Fact]
    public async Task Where_it_cannot_be_written_nothing_was_done_and_every_host_says_so()
    {
        InfraPlan plan = await _cloud.PlanAsync();
        _cloud.BlockWriting();

        CloudProviderException failure = await _cloud.FailsAsync(plan);

        failure.Code.Should().Be(ErrorCodes.MachineCreateFailed);
        failure.Message.Should().Contain("cannot be written");
        failure.Report!.Hosts.Should().HaveCount(2).And.OnlyContain(h => h.Kind == OutcomeKind.Failed);
        File.Exists(_cloud.HostsFile).Should().BeFalse();
    }

    [Fact]
    public async Task Where_it_cannot_be_written_from_the_second_host_on_the_first_is_there()
    {
        _cloud.OnEvent = happened =>
        {
            if (happened is HostWaiting { Name: "app-1" })
            {
                _cloud.BlockWriting();
            }
        };

        CloudProviderException failure = await _cloud.FailsAsync(await _cloud.PlanAsync());

        failure.Code.Should().Be(ErrorCodes.PartialApply);
        failure.Report!.Hosts.Select(h => (h.Name, h.Kind)).Should()
            .Equal(("app-1", OutcomeKind.Created), ("db-1", OutcomeKind.Failed));
        _cloud.Content().Machines.Should().ContainSingle().Which.Name.Should().Be("staging-app-1");
    }

    [Fact]
    public async Task A_file_that_vanishes_in_the_middle_is_not_taken_for_an_empty_one()
    {
        _cloud.OnEvent = happened =>
        {
            if (happened is HostWaiting { Name: "app-1" })
            {
                File.Delete(_cloud.HostsFile);
            }
        };

        CloudProviderException failure = await _cloud.FailsAsync(await _cloud.PlanAsync());

        failure.Report!.Hosts[1].Message.Should().Contain("was deleted during the run");
        File.Exists(_cloud.HostsFile).Should().BeFalse();
    }

    [Fact]
    public async Task What_somebody_else_writes_meanwhile_is_kept_and_its_name_not_made_twice()
    {
        _cloud.OnEvent = happened =>
        {
            if (happened is HostCreating { Name: "db-1" })
            {
                MachineList list = _cloud.Content();
                _cloud.Put(list with { NextId = 9, Machines = [.. list.Machines, FileCloud.Other(8, "staging-db-1", "large", "mine")] });
            }
        };

        CloudProviderException failure = await _cloud.FailsAsync(await _cloud.PlanAsync());

        failure.Report!.Hosts.Select(h => h.Code).Should().Equal(null, ErrorCodes.MachineExists);
        _cloud.Content().Machines.Select(m => (m.Name, m.Tags.Contains("mine"))).Should()
            .Equal(("staging-app-1", false), ("staging-db-1", true));
    }

    [Fact]
    public async Task Wherever_it_is_killed_the_next_run_goes_on_from_there()
    {
        const string Next = "staging: {app-1: {role: app, size: small}, db-2: {role: db, size: large}}";
        await _cloud.UpAsync();
        InfraPlan plan = await _cloud.PlanAsync(Next);
        List<byte[]> moments = [File.ReadAllBytes(_cloud.HostsFile)];
        _cloud.OnEvent = _ => moments.Add(File.ReadAllBytes(_cloud.HostsFile));
        await _cloud.ApplyAsync(plan, Next);
        _cloud.OnEvent = _ => { };
        moments.Distinct(new ByContent()).Should().HaveCount(3, "before, with the new one, without the old one");

        foreach (byte[] moment in moments)
        {
            File.WriteAllBytes(_cloud.HostsFile, moment);
            File.WriteAllText(_cloud.HostsFile + ".new", "{\"next_id\":");
            File.WriteAllText(_cloud.HostsFile + ".lock", "");

            await _cloud.ApplyAsync(plan, Next);

            _cloud.Content().Machines.Select(m => m.Name).Should().Equal("staging-app-1", "staging-db-2");
            (await _cloud.PlanAsync(Next)).InSync.Should().BeTrue();
        }
    }

    [Fact]
    public async Task A_link_where_the_new_file_is_made_leads_nowhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        string victim = Path.Combine(_cloud.Folder, "victim");
        File.WriteAllText(victim, "precious");
        File.CreateSymbolicLink(_cloud.HostsFile + ".new", victim);

        await _cloud.UpAsync();

        File.ReadAllText(victim).Should().Be("precious");
        _cloud.Content().Machines.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_id_never_comes_back()
    {
        await _cloud.UpAsync();
        await _cloud.ApplyAsync(await _cloud.PlanAsync(intent: PlanIntent.Down));

        await _cloud.UpAsync();

        _cloud.Content().Machines.Select(m => m.Id).Should().Equal(3, 4);
        Encoding.UTF8.GetString(File.ReadAllBytes(_cloud.HostsFile)).Should().EndWith("}\n").And.NotContain("\r");
    }

    private sealed class ByContent : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => obj.Length;
    }
}
