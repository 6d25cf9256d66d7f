using BenchmarkDotNet.Running;
using Stagecraft.Benchmarks;
using Stagecraft.Benchmarks.AwsComparison;
using Stagecraft.Benchmarks.Fuzzing;
using Stagecraft.Benchmarks.Table;

return args switch
{
    ["fuzz", .. string[] rest] => FuzzCommand.Run(rest),
    ["simulate", .. string[] rest] => SimulateCommand.Run(rest),
    ["table", .. string[] rest] => TableCommand.Run(rest),
    ["terraform-aws", .. string[] rest] => TerraformAwsCommand.Run(rest),
    ["aws-up", string address] => TerraformAwsCommand.RunChild(new Uri(address), 1),
    _ => Switch(),
};

int Switch()
{
    BenchmarkSwitcher.FromAssembly(typeof(FilledAccount).Assembly).Run(args);
    return 0;
}
