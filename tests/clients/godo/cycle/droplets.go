package main

import (
	"strings"

	"../parts"
	"github.com/digitalocean/godo"
)

// Droplets come, and are found.
func droplets() {
	parts.Run("droplets: create one and wait until it is active", func() {
		request := wanted("web")
		request.SSHKeys = []godo.DropletCreateSSHKey{{ID: key.ID}, {Fingerprint: key.Fingerprint}}
		request.Tags, request.Monitoring, request.UserData = []string{"cycle"}, true, "#cloud-config"
		web = create(request)
		public, _ := web.PublicIPv4()
		private, _ := web.PrivateIPv4()
		parts.True(web.Status == "active" && !web.Locked && public != "" && private != "", "it is active and has addresses")
		parts.True(web.Size.Slug == size && web.Image.Slug == image && web.Region.Slug == region, "it is what was wanted")
		parts.Same("its tags", strings.Join(web.Tags, " "), "cycle")
	})
	parts.Run("droplets: create with an image's id, IPv6 and backups", func() {
		request := wanted("six")
		request.Image = godo.DropletCreateImage{ID: parts.Get(client.Images.GetBySlug(ctx, image)).ID}
		request.IPv6, request.Backups, request.PrivateNetworking, request.Tags = true, true, true, []string{"many"}
		six := create(request)
		address, _ := six.PublicIPv6()
		parts.True(address != "" && six.NextBackupWindow != nil && !six.NextBackupWindow.Start.IsZero(), "an address and a backup window")
	})
	parts.Run("droplets: create in a VPC of one's own", func() {
		request := wanted("inside")
		request.VPCUUID, request.Tags = vpc.ID, []string{"many"}
		inside := create(request)
		private, _ := inside.PrivateIPv4()
		parts.True(inside.VPCUUID == vpc.ID && strings.HasPrefix(private, "10.200."), "it is in the VPC")
		response, err := client.VPCs.Delete(ctx, vpc.ID)
		parts.Refused(403, "", response, err)
	})
	parts.Run("droplets: create several", func() {
		several := parts.Get(client.Droplets.CreateMultiple(ctx, &godo.DropletMultiCreateRequest{
			Names: []string{"many-1", "many-2"}, Region: region, Size: size, Image: godo.DropletCreateImage{Slug: image}, Tags: []string{"many"}}))
		parts.Same("the droplets", names(several), "many-1 many-2")
		for _, droplet := range several {
			parts.Until("boot", func() bool { return parts.Get(client.Droplets.Get(ctx, droplet.ID)).Status == "active" })
		}
	})
	parts.Run("droplets: list, by tag, get", func() {
		parts.True(len(everyone(0)) >= 4, "they are listed")
		parts.Same("those with the tag", names(tagged("cycle")), "web")
		parts.Same("the droplet by its id", parts.Get(client.Droplets.Get(ctx, web.ID)).Name, "web")
	})
	parts.Run("tags: tag and untag droplets", func() {
		ids := []int{}
		for _, droplet := range tagged("many") {
			ids = append(ids, droplet.ID)
		}
		parts.Done(client.Tags.TagResources(ctx, "cycle", &godo.TagResourcesRequest{Resources: resources(ids...)}))
		tag := parts.Get(client.Tags.Get(ctx, "cycle"))
		parts.Same("the droplets of the tag", tag.Resources.Droplets.Count, len(ids)+1)
		parts.True(strings.Contains(tag.Resources.LastTaggedURI, "/v2/droplets/"), "the last one has a link")
		parts.Done(client.Tags.UntagResources(ctx, "cycle", &godo.UntagResourcesRequest{Resources: resources(ids...)}))
		parts.Same("those with the tag", names(tagged("cycle")), "web")
	})
	parts.Run("actions: of the account, of a droplet, one", func() {
		all := parts.Get(client.Actions.List(ctx, nil))
		parts.True(len(all) >= 4 && all[0].StartedAt != nil && all[0].Region.Slug == region, "they are listed")
		own := parts.Get(client.Droplets.Actions(ctx, web.ID, nil))
		parts.Same("the droplet's first action", own[len(own)-1].Type, "create")
		parts.Same("the action by its id", parts.Get(client.Actions.Get(ctx, own[0].ID)).ResourceID, web.ID)
		parts.Same("the droplet's action by its id", parts.Get(client.DropletActions.Get(ctx, web.ID, own[0].ID)).ID, own[0].ID)
	})
}
