"""The lifecycle of an instance with its network, volumes and addresses with boto3. The sandbox is at AWS_ENDPOINT_URL."""
import json

import boto3
from botocore.exceptions import ClientError

UBUNTU = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"
FAST = {"Delay": 1}
TAGS = [{"Key": "stagecraft:project", "Value": "shop"}]

ec2 = boto3.client("ec2")


def check(condition, what):
    if not condition:
        raise SystemExit(f"FAILED  {what}")
    print(f"ok      {what}")


def tagged(kind):
    return [{"ResourceType": kind, "Tags": TAGS}]


def code_of(call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def services():
    check(boto3.client("sts").get_caller_identity()["Account"] == "123456789012", "the account of the caller")
    quota = boto3.client("service-quotas").get_service_quota(ServiceCode="ec2", QuotaCode="L-1216C47A")
    check(quota["Quota"]["Value"] == 64, "the quota of vCPUs")
    names = {
        "regionCode": "eu-central-1", "instanceType": "t3.micro", "operatingSystem": "Linux", "tenancy": "Shared",
        "preInstalledSw": "NA", "capacitystatus": "Used",
    }
    prices = boto3.client("pricing", region_name="us-east-1").get_products(
        ServiceCode="AmazonEC2", Filters=[{"Type": "TERM_MATCH", "Field": field, "Value": value} for field, value in names.items()])
    check(len(prices["PriceList"]) == 1 and "OnDemand" in json.loads(prices["PriceList"][0])["terms"], "one price")
    parameters = boto3.client("ssm").get_parameters(Names=[UBUNTU, "/mine"])
    check(parameters["InvalidParameters"] == ["/mine"], "an invalid parameter")
    return parameters["Parameters"][0]["Value"]


def catalog(image):
    check(ec2.describe_images(ImageIds=[image])["Images"][0]["Architecture"] == "x86_64", "the image")
    pages = list(ec2.get_paginator("describe_instance_types").paginate(PaginationConfig={"PageSize": 10}))
    check(len(pages) > 3, "pages of instance types")
    vpc = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
    check(len(subnets) == 3, "a subnet per zone")


def network():
    group = ec2.create_security_group(GroupName="web", Description="Web", TagSpecifications=tagged("security-group"))["GroupId"]
    rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])
    check(
        code_of(lambda: ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])) == "InvalidPermission.Duplicate",
        "a duplicate rule")
    found = ec2.describe_security_groups(Filters=[{"Name": "tag:stagecraft:project", "Values": ["shop"]}])["SecurityGroups"]
    check([item["GroupId"] for item in found] == [group], "the group by its tag")
    return group


def launch(image, group):
    ec2.create_key_pair(KeyName="ops")
    parameters = {
        "ImageId": image, "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1, "KeyName": "ops", "SecurityGroupIds": [group],
        "Placement": {"AvailabilityZone": "eu-central-1a"}, "ClientToken": "cycle-1", "TagSpecifications": tagged("instance"),
    }
    instance = ec2.run_instances(**parameters)["Instances"][0]["InstanceId"]
    check(ec2.run_instances(**parameters)["Instances"][0]["InstanceId"] == instance, "the same instance for the same token")
    ec2.get_waiter("instance_running").wait(InstanceIds=[instance], WaiterConfig=FAST)
    return instance


def volumes(instance):
    volume = ec2.create_volume(
        AvailabilityZone="eu-central-1a", Size=10, VolumeType="gp3", TagSpecifications=tagged("volume"))["VolumeId"]
    ec2.get_waiter("volume_available").wait(VolumeIds=[volume], WaiterConfig=FAST)
    ec2.attach_volume(VolumeId=volume, InstanceId=instance, Device="/dev/sdf")
    ec2.get_waiter("volume_in_use").wait(VolumeIds=[volume], WaiterConfig=FAST)
    check(ec2.modify_volume(VolumeId=volume, Size=20)["VolumeModification"]["TargetSize"] == 20, "a larger volume")
    snapshot = ec2.create_snapshot(VolumeId=volume, TagSpecifications=tagged("snapshot"))["SnapshotId"]
    ec2.get_waiter("snapshot_completed").wait(SnapshotIds=[snapshot], WaiterConfig=FAST)
    ec2.delete_snapshot(SnapshotId=snapshot)
    ec2.detach_volume(VolumeId=volume)
    ec2.get_waiter("volume_available").wait(VolumeIds=[volume], WaiterConfig=FAST)
    ec2.delete_volume(VolumeId=volume)
    ec2.get_waiter("volume_deleted").wait(VolumeIds=[volume], WaiterConfig=FAST)


def addresses(instance):
    address = ec2.allocate_address(Domain="vpc", TagSpecifications=tagged("elastic-ip"))
    association = ec2.associate_address(AllocationId=address["AllocationId"], InstanceId=instance)["AssociationId"]
    described = ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]
    check(described["PublicIpAddress"] == address["PublicIp"], "the Elastic IP address of the instance")
    ec2.disassociate_address(AssociationId=association)
    ec2.release_address(AllocationId=address["AllocationId"])


def end(instance, group):
    check(code_of(lambda: ec2.delete_security_group(GroupId=group)) == "DependencyViolation", "a group in use")
    image = ec2.create_image(InstanceId=instance, Name="backup")["ImageId"]
    ec2.get_waiter("image_available").wait(ImageIds=[image], WaiterConfig=FAST)
    ec2.deregister_image(ImageId=image)
    ec2.terminate_instances(InstanceIds=[instance])
    ec2.get_waiter("instance_terminated").wait(InstanceIds=[instance], WaiterConfig=FAST)
    ec2.delete_security_group(GroupId=group)
    ec2.delete_key_pair(KeyName="ops")
    check(code_of(lambda: ec2.describe_key_pairs(KeyNames=["ops"])) == "InvalidKeyPair.NotFound", "no key pair")


image = services()
catalog(image)
group = network()
instance = launch(image, group)
volumes(instance)
addresses(instance)
end(instance, group)
