package main

import (
	"net"
	"sort"
	"strconv"
	"strings"

	"../parts"
	"github.com/digitalocean/godo"
)

func wanted(name string) godo.DropletCreateRequest {
	return godo.DropletCreateRequest{Name: name, Region: "nyc3", Size: "s-1vcpu-1gb", Image: godo.DropletCreateImage{Slug: "ubuntu-24-04-x64"}}
}

func createEverything() {
	yes, hour := true, 4
	request := wanted("web")
	request.SSHKeys = []godo.DropletCreateSSHKey{{ID: key.ID}}
	request.Tags = []string{"env:test", "role:web"}
	request.VPCUUID = vpc.ID
	request.Monitoring, request.IPv6, request.Backups = true, true, true
	request.UserData = "#cloud-config"
	id = createDroplet(&dropletCreate{request, &yes, &backupPolicy{"weekly", "TUE", &hour}}).ID
	waitForStatus(id, "active")
}

func read() {
	droplet := parts.Get(client.Droplets.Get(ctx, id))
	for _, feature := range []string{"monitoring", "ipv6", "backups", "private_networking"} {
		parts.True(has(droplet, feature), "it has %s", feature)
	}
	public, _ := droplet.PublicIPv4()
	private, _ := droplet.PrivateIPv4()
	six, _ := droplet.PublicIPv6()
	for _, address := range []string{public, private, six} {
		parts.True(net.ParseIP(address) != nil, "%q is an address", address)
	}
	parts.True(strings.HasPrefix(private, "10.201."), "%s is in the VPC", private)
	parts.Same("the VPC", droplet.VPCUUID, vpc.ID)
	parts.Same("the volumes", len(droplet.VolumeIDs), 0)
	parts.Same("the price", droplet.Size.PriceMonthly, 6.0)
	tagsAre(droplet, "env:test role:web")
	_, response, err := client.Droplets.Get(ctx, 1)
	parts.Refused(404, "", response, err)
}

func resize(size string, disk bool, wanted int) {
	_, _, err := client.DropletActions.PowerOff(ctx, id)
	// The provider knows a droplet that is off by these words.
	parts.True(err == nil || strings.Contains(err.Error(), "Droplet is already powered off"), "%v", err)
	waitForStatus(id, "off")
	waitForAction(parts.Get(client.DropletActions.Resize(ctx, id, size, disk)))
	parts.Get(client.DropletActions.PowerOn(ctx, id))
	waitForStatus(id, "active")
	droplet := parts.Get(client.Droplets.Get(ctx, id))
	parts.Same("the size", droplet.Size.Slug, size)
	parts.Same("the disk", droplet.Disk, wanted)
}

func changeTags() {
	self := []godo.Resource{{ID: strconv.Itoa(id), Type: godo.DropletResourceType}}
	parts.Done(client.Tags.UntagResources(ctx, "role:web", &godo.UntagResourcesRequest{Resources: self}))
	created := parts.Get(client.Tags.Create(ctx, &godo.TagCreateRequest{Name: "role:db"}))
	parts.Done(client.Tags.TagResources(ctx, created.Name, &godo.TagResourcesRequest{Resources: self}))
	tagsAre(parts.Get(client.Droplets.Get(ctx, id)), "env:test role:db")
}

func tagsAre(droplet *godo.Droplet, wanted string) {
	sort.Strings(droplet.Tags)
	parts.Same("the tags", strings.Join(droplet.Tags, " "), wanted)
}

func backups() {
	hour := 8
	parts.Same("the policy", policyOf(id).Policy.Weekday, "TUE")
	waitForAction(act(id, map[string]any{"type": "change_backup_policy", "backup_policy": backupPolicy{"daily", "", &hour}}))
	policy := policyOf(id)
	parts.True(policy.DropletID == id && policy.BackupEnabled && policy.Policy.Plan == "daily" && policy.Policy.Hour == 8, "the policy is changed")
	parts.True(policy.NextBackupWindow != nil && policy.Policy.WindowLengthHours == 4 && policy.Policy.RetentionPeriodDays > 0, "it is whole")
	parts.Same("the listed policy", policies()[strconv.Itoa(id)].Policy.Plan, "daily")
	parts.Same("the supported policies", len(supportedPolicies()), 2)
	waitForAction(parts.Get(client.DropletActions.DisableBackups(ctx, id)))
	parts.True(!has(parts.Get(client.Droplets.Get(ctx, id)), "backups"), "there are no backups")
	waitForAction(act(id, map[string]any{"type": "enable_backups", "backup_policy": backupPolicy{"weekly", "SUN", &hour}}))
	parts.Same("the policy", policyOf(id).Policy.Weekday, "SUN")
}

func destroy(id int) {
	wait(id, "lock", "", func(*godo.Droplet) string { return "" })
	parts.Done(client.Droplets.Delete(ctx, id))
	parts.Until("destroy", func() bool {
		droplet, response, err := client.Droplets.Get(ctx, id)
		if err != nil {
			parts.Same("the status", response.StatusCode, 404)
			return true
		}
		parts.True(droplet.Locked || droplet.Status == "active" || droplet.Status == "off", "%s is no status to wait in", droplet.Status)
		return false
	})
	_, response, err := client.Droplets.Get(ctx, id)
	parts.Refused(404, "", response, err)
}
