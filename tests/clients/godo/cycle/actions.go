package main

import (
	"../parts"
)

// What can be done to a droplet.
func actions() {
	parts.Run("droplet actions: power off and on, shutdown, reboot, power cycle", func() {
		parts.Same("after power_off", completed(client.DropletActions.PowerOff(ctx, web.ID)).Status, "off")
		parts.Same("after power_on", completed(client.DropletActions.PowerOn(ctx, web.ID)).Status, "active")
		parts.Same("after shutdown", completed(client.DropletActions.Shutdown(ctx, web.ID)).Status, "off")
		parts.Same("after power_on", completed(client.DropletActions.PowerOn(ctx, web.ID)).Status, "active")
		parts.Same("after reboot", completed(client.DropletActions.Reboot(ctx, web.ID)).Status, "active")
		parts.Same("after power_cycle", completed(client.DropletActions.PowerCycle(ctx, web.ID)).Status, "active")
		_, response, err := client.DropletActions.Resize(ctx, web.ID, larger, false)
		parts.Refused(422, "", response, err)
	})
	parts.Run("droplet actions: resize, without and with the disk", func() {
		completed(client.DropletActions.PowerOff(ctx, web.ID))
		small := completed(client.DropletActions.Resize(ctx, web.ID, "s-1vcpu-2gb", false))
		parts.True(small.SizeSlug == "s-1vcpu-2gb" && small.Memory == 2048 && small.Disk == 25, "the memory grew, the disk did not")
		large := completed(client.DropletActions.Resize(ctx, web.ID, larger, true))
		parts.True(large.SizeSlug == larger && large.Vcpus == 2 && large.Disk == 60, "the disk grew too")
		parts.Same("after power_on", completed(client.DropletActions.PowerOn(ctx, web.ID)).Status, "active")
	})
	parts.Run("droplet actions: rename, IPv6, backups", func() {
		parts.Same("the name", completed(client.DropletActions.Rename(ctx, web.ID, "web-2")).Name, "web-2")
		address, _ := completed(client.DropletActions.EnableIPv6(ctx, web.ID)).PublicIPv6()
		parts.True(address != "", "there is an IPv6 address")
		parts.True(completed(client.DropletActions.EnableBackups(ctx, web.ID)).NextBackupWindow != nil, "there are backups")
		parts.True(completed(client.DropletActions.DisableBackups(ctx, web.ID)).NextBackupWindow == nil, "there are no backups")
	})
	parts.Run("what a droplet does not have: kernels, snapshots, backups, neighbours", func() {
		parts.Same("the kernels", len(parts.Get(client.Droplets.Kernels(ctx, web.ID, nil))), 0)
		parts.Same("the snapshots", len(parts.Get(client.Droplets.Snapshots(ctx, web.ID, nil))), 0)
		parts.Same("the backups", len(parts.Get(client.Droplets.Backups(ctx, web.ID, nil))), 0)
		parts.Same("the neighbours", len(parts.Get(client.Droplets.Neighbors(ctx, web.ID))), 0)
		parts.Same("the firewalls", len(parts.Get(client.Firewalls.ListByDroplet(ctx, web.ID, nil))), 0)
		parts.Same("all firewalls", len(parts.Get(client.Firewalls.List(ctx, nil))), 0)
	})
}
