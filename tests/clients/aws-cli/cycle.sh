#!/usr/bin/env bash
# The lifecycle of an instance with its network, volume and address with the AWS CLI. The sandbox is at AWS_ENDPOINT_URL.
set -euo pipefail

ubuntu=/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id
tags='Tags=[{Key=stagecraft:project,Value=shop}]'
zone=eu-central-1a
export AWS_DEFAULT_OUTPUT=text AWS_PAGER=''

# check WHAT ACTUAL EXPECTED
check() {
  if [ "$2" != "$3" ]; then
    echo "FAILED  $1: $2 instead of $3"
    exit 1
  fi
  echo "ok      $1"
}

# refused CODE COMMAND...
refused() {
  local code=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "FAILED  $* is not refused"
    exit 1
  fi
  check "$code" "$(grep -o "($code)" <<<"$output" || echo "$output")" "($code)"
}

# A waiter of the CLI pauses for 15 seconds between two reads, so the script reads first. arrived STATE COMMAND...
arrived() {
  local state=$1 read=
  shift
  for _ in $(seq 40); do
    read=$("$@")
    [ "$read" != "$state" ] || break
    sleep 0.2
  done
  check "state" "$read" "$state"
}

state_of() { aws ec2 describe-instances --instance-ids "$1" --query 'Reservations[0].Instances[0].State.Name'; }
volume_state() { aws ec2 describe-volumes --volume-ids "$1" --query 'Volumes[0].State'; }

check "the account of the caller" "$(aws sts get-caller-identity --query Account)" 123456789012
image=$(aws ssm get-parameters --names "$ubuntu" --query 'Parameters[0].Value')
check "the image" "$(aws ec2 describe-images --image-ids "$image" --query 'Images[0].Architecture')" x86_64
check "all instance types, in pages" \
  "$(aws ec2 describe-instance-types --page-size 10 --output json --query 'length(InstanceTypes)')" \
  "$(aws ec2 describe-instance-types --output json --query 'length(InstanceTypes)')"

group=$(aws ec2 create-security-group --group-name web --description Web \
  --tag-specifications "ResourceType=security-group,$tags" --query GroupId)
aws ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 22 --cidr 0.0.0.0/0 >/dev/null
refused InvalidPermission.Duplicate \
  aws ec2 authorize-security-group-ingress --group-id "$group" --protocol tcp --port 22 --cidr 0.0.0.0/0
check "the group by its tag" "$(aws ec2 describe-security-groups --filters Name=tag:stagecraft:project,Values=shop \
  --query 'SecurityGroups[].GroupId')" "$group"

aws ec2 create-key-pair --key-name ops --query KeyMaterial >ops.pem
printf '#cloud-config\n' >user-data
launch=(aws ec2 run-instances --image-id "$image" --instance-type t3.micro --key-name ops --security-group-ids "$group"
  --placement "AvailabilityZone=$zone" --user-data file://user-data --client-token cycle-1
  --tag-specifications "ResourceType=instance,$tags" --query 'Instances[0].InstanceId')
refused DryRunOperation "${launch[@]}" --dry-run
instance=$("${launch[@]}")
check "the same instance for the same token" "$("${launch[@]}")" "$instance"
arrived running state_of "$instance"
aws ec2 wait instance-running --instance-ids "$instance"

aws ec2 create-tags --resources "$instance" --tags Key=Name,Value=web-1
check "the instance by its name" "$(aws ec2 describe-instances --filters 'Name=tag:Name,Values=web-*' \
  --query 'Reservations[].Instances[].InstanceId')" "$instance"

aws ec2 stop-instances --instance-ids "$instance" >/dev/null
arrived stopped state_of "$instance"
aws ec2 wait instance-stopped --instance-ids "$instance"
aws ec2 modify-instance-attribute --instance-id "$instance" --instance-type Value=t3.small
aws ec2 start-instances --instance-ids "$instance" >/dev/null
arrived running state_of "$instance"
check "the new type" "$(aws ec2 describe-instances --instance-ids "$instance" --query 'Reservations[0].Instances[0].InstanceType')" t3.small

volume=$(aws ec2 create-volume --availability-zone "$zone" --size 10 --volume-type gp3 \
  --tag-specifications "ResourceType=volume,$tags" --query VolumeId)
arrived available volume_state "$volume"
aws ec2 attach-volume --volume-id "$volume" --instance-id "$instance" --device /dev/sdf >/dev/null
arrived in-use volume_state "$volume"
arrived attached aws ec2 describe-volumes --volume-ids "$volume" --query 'Volumes[0].Attachments[0].State'
aws ec2 detach-volume --volume-id "$volume" >/dev/null
arrived available volume_state "$volume"
aws ec2 delete-volume --volume-id "$volume"

allocation=$(aws ec2 allocate-address --domain vpc --tag-specifications "ResourceType=elastic-ip,$tags" --query AllocationId)
aws ec2 associate-address --allocation-id "$allocation" --instance-id "$instance" >/dev/null
check "the Elastic IP address of the instance" \
  "$(aws ec2 describe-addresses --allocation-ids "$allocation" --query 'Addresses[0].InstanceId')" "$instance"
refused InvalidIPAddress.InUse aws ec2 release-address --allocation-id "$allocation"
aws ec2 disassociate-address \
  --association-id "$(aws ec2 describe-addresses --allocation-ids "$allocation" --query 'Addresses[0].AssociationId')"
aws ec2 release-address --allocation-id "$allocation"

refused DependencyViolation aws ec2 delete-security-group --group-id "$group"
aws ec2 terminate-instances --instance-ids "$instance" >/dev/null
arrived terminated state_of "$instance"
aws ec2 wait instance-terminated --instance-ids "$instance"
aws ec2 delete-security-group --group-id "$group" >/dev/null
aws ec2 delete-key-pair --key-name ops >/dev/null
refused InvalidKeyPair.NotFound aws ec2 describe-key-pairs --key-names ops
check "no other group" "$(aws ec2 describe-security-groups --query 'SecurityGroups[].GroupName')" default
check "no volume" "$(aws ec2 describe-volumes --query 'Volumes[].VolumeId')" ""
check "no address" "$(aws ec2 describe-addresses --query 'Addresses[].AllocationId')" ""
