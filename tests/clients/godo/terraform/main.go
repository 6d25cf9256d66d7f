// The requests of Terraform's provider for DigitalOcean, in its order and with its conditions, through godo:
// what its resources ssh_key, tag, vpc and droplet do when they are created, read, updated and destroyed.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"../parts"
	"github.com/digitalocean/godo"
)

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKU/EngDUZSHn+rGmPMBp93DDPhUZf7wKpBxnMnYBqK+ cycle"

var (
	ctx     = context.Background()
	client  = parts.Client(parts.Token())
	key     *godo.Key
	vpc     *godo.VPC
	id      int
	another int
)

func main() {
	parts.Run("ssh_key: create, read, update", func() {
		key = parts.Get(client.Keys.Create(ctx, &godo.KeyCreateRequest{Name: "terraform", PublicKey: publicKey}))
		parts.Same("the text", strings.TrimSpace(parts.Get(client.Keys.GetByID(ctx, key.ID)).PublicKey), publicKey)
		parts.Get(client.Keys.UpdateByID(ctx, key.ID, &godo.KeyUpdateRequest{Name: "renamed"}))
		parts.Same("the name", parts.Get(client.Keys.GetByID(ctx, key.ID)).Name, "renamed")
	})
	parts.Run("tag: create, read", func() {
		parts.Get(client.Tags.Create(ctx, &godo.TagCreateRequest{Name: "env:test"}))
		parts.Same("the name", parts.Get(client.Tags.Get(ctx, "env:test")).Name, "env:test")
	})
	parts.Run("vpc: create, read", func() {
		vpc = parts.Get(client.VPCs.Create(ctx, &godo.VPCCreateRequest{Name: "terraform", RegionSlug: "nyc3", IPRange: "10.201.0.0/20"}))
		parts.Same("the VPC", parts.Get(client.VPCs.Get(ctx, vpc.ID)).IPRange, "10.201.0.0/20")
	})
	parts.Run("vpc: update, which says again that it is not the default", func() {
		no := false
		parts.Same("the name", updateVPC(vpc.ID, &vpcUpdate{Name: "renamed", Description: "ours", Default: &no}).Name, "renamed")
		parts.True(!parts.Get(client.VPCs.Get(ctx, vpc.ID)).Default, "it is not the default")
	})
	parts.Run("droplet: create", createEverything)
	parts.Run("droplet: read", read)
	parts.Run("droplet: resize with the disk", func() { resize("s-2vcpu-2gb", true, 60) })
	parts.Run("droplet: resize without the disk, while it is off", func() {
		waitForAction(parts.Get(client.DropletActions.PowerOff(ctx, id)))
		resize("s-2vcpu-4gb", false, 60)
	})
	parts.Run("droplet: rename", func() {
		parts.Get(client.DropletActions.Rename(ctx, id, "renamed"))
		wait(id, "name", "renamed", func(droplet *godo.Droplet) string { return droplet.Name })
	})
	parts.Run("droplet: change the tags", changeTags)
	parts.Run("droplet: backup policies", backups)
	parts.Run("droplet: another one, which gets IPv6 and backups later", func() {
		another = createDroplet(&dropletCreate{DropletCreateRequest: wanted("another")}).ID
		waitForStatus(another, "active")
		parts.Get(client.DropletActions.EnableIPv6(ctx, another))
		wait(another, "ipv6", "true", func(droplet *godo.Droplet) string { return fmt.Sprint(has(droplet, "ipv6")) })
		address, _ := parts.Get(client.Droplets.Get(ctx, another)).PublicIPv6()
		parts.True(address != "", "there is an IPv6 address")
		waitForAction(parts.Get(client.DropletActions.EnableBackups(ctx, another)))
		parts.True(has(parts.Get(client.Droplets.Get(ctx, another)), "backups"), "there are backups")
	})
	parts.Run("droplet: destroy", func() { destroy(id) })
	parts.Run("droplet: destroy gracefully, though it is off already", func() {
		waitForAction(parts.Get(client.DropletActions.Shutdown(ctx, another)))
		// The provider relies on it that a second shutdown is no error.
		parts.Get(client.DropletActions.Shutdown(ctx, another))
		waitForStatus(another, "off")
		destroy(another)
	})
	parts.Run("vpc: destroy, again while it still has members", func() {
		parts.Until("destroy", func() bool {
			response, err := client.VPCs.Delete(ctx, vpc.ID)
			parts.True(err == nil || response.StatusCode == http.StatusForbidden, "it may be refused with 403 only: %v", err)
			return err == nil
		})
	})
	parts.Run("tag, ssh_key: destroy", func() {
		parts.Done(client.Tags.Delete(ctx, "env:test"))
		parts.Done(client.Keys.DeleteByID(ctx, key.ID))
		_, response, err := client.Keys.GetByID(ctx, key.ID)
		parts.Refused(404, "", response, err)
	})
	parts.End()
}

// The provider's wait: a locked droplet is not looked at.
func wait(id int, what, wanted string, look func(*godo.Droplet) string) {
	for i := 0; i < 60; i++ {
		droplet := parts.Get(client.Droplets.Get(ctx, id))
		if !droplet.Locked && look(droplet) == wanted {
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
	panic(fmt.Sprintf("the droplet's %s does not become %s", what, wanted))
}

func waitForStatus(id int, status string) {
	wait(id, "status", status, func(droplet *godo.Droplet) string { return droplet.Status })
}

// The provider asks for the action by its own id, and looks at the time at which it ended.
func waitForAction(action *godo.Action) {
	parts.Until(action.Type, func() bool {
		action = parts.Get(client.Actions.Get(ctx, action.ID))
		parts.True(action.Status != "errored", "%s is errored", action.Type)
		return action.CompletedAt != nil
	})
}

func has(droplet *godo.Droplet, feature string) bool {
	return strings.Contains(" "+strings.Join(droplet.Features, " ")+" ", " "+feature+" ")
}
