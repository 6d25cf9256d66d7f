namespace Stagecraft.Aws.Sandbox.Web;

/// <summary>The words of the page, and the members of its JSON that they name.</summary>
internal static class PageWords
{
    public const string Json =
        """
        {
        "machine": "instance", "machines": "instances", "title": "Instances", "rest": "",
        "groups": "regions", "group": "region", "detail": "tags", "place": "zone", "size": "type",
        "columns": { "name": "Name and tags", "place": "Zone and type" },
        "states": { "running": "active", "pending": "new", "stopped": "off", "shutting-down": "going" },
        "labels": { "active": "running", "new": "pending", "off": "stopped", "going": "shutting-down" },
        "kinds": { "security_groups": "security group", "volumes": "volume", "addresses": "Elastic IP" },
        "windows": {},
        "example": [
        "export AWS_ENDPOINT_URL=ORIGIN AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1",
        "aws ec2 run-instances --instance-type t3.micro \\",
        "  --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
        ] }
        """;
}
