// The whole cycle with godo 1.37, the official client that doctl and Terraform's provider are built upon.
package main

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"../parts"
	"github.com/digitalocean/godo"
	"github.com/digitalocean/godo/util"
)

const (
	publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKU/EngDUZSHn+rGmPMBp93DDPhUZf7wKpBxnMnYBqK+ cycle"
	size      = "s-1vcpu-1gb"
	larger    = "s-2vcpu-2gb"
	image     = "ubuntu-24-04-x64"
	region    = "nyc3"
)

var (
	ctx    = context.Background()
	client = parts.Client(parts.Token())
	key    *godo.Key
	vpc    *godo.VPC
	web    *godo.Droplet
	limit  int
)

func wanted(name string) *godo.DropletCreateRequest {
	return &godo.DropletCreateRequest{Name: name, Region: region, Size: size, Image: godo.DropletCreateImage{Slug: image}}
}

// Creates a droplet and waits for it as godo's own util does, by the link to its action.
func create(request *godo.DropletCreateRequest) *godo.Droplet {
	droplet, response, err := client.Droplets.Create(ctx, request)
	parts.Check(err)
	parts.Same("the status of a new droplet", droplet.Status, "new")
	parts.Check(util.WaitForActive(ctx, client, response.Links.Actions[0].HREF))
	return parts.Get(client.Droplets.Get(ctx, droplet.ID))
}

// Waits for an action by the droplet's own list of actions.
func completed(action *godo.Action, _ *godo.Response, err error) *godo.Droplet {
	parts.Check(err)
	parts.Until(action.Type, func() bool {
		action = parts.Get(client.DropletActions.Get(ctx, action.ResourceID, action.ID))
		parts.True(action.Status != "errored", "%s is errored", action.Type)
		return action.Status == godo.ActionCompleted
	})
	parts.True(action.CompletedAt != nil && action.ResourceType == "droplet" && action.RegionSlug == region, "the action is whole")
	return parts.Get(client.Droplets.Get(ctx, action.ResourceID))
}

// Every droplet, page by page as godo's documentation has it.
func droplets(perPage int, list func(*godo.ListOptions) ([]godo.Droplet, *godo.Response, error)) []godo.Droplet {
	all, options := []godo.Droplet{}, &godo.ListOptions{PerPage: perPage}
	for {
		page, response, err := list(options)
		parts.Check(err)
		all = append(all, page...)
		if response.Links == nil || response.Links.IsLastPage() {
			parts.Same("meta.total", response.Meta.Total, len(all))
			return all
		}
		current, err := response.Links.CurrentPage()
		parts.Check(err)
		options.Page = current + 1
	}
}

func everyone(perPage int) []godo.Droplet {
	return droplets(perPage, func(options *godo.ListOptions) ([]godo.Droplet, *godo.Response, error) {
		return client.Droplets.List(ctx, options)
	})
}

func tagged(tag string) []godo.Droplet {
	return droplets(0, func(options *godo.ListOptions) ([]godo.Droplet, *godo.Response, error) {
		return client.Droplets.ListByTag(ctx, tag, options)
	})
}

func names(droplets []godo.Droplet) string {
	all := []string{}
	for _, droplet := range droplets {
		all = append(all, droplet.Name)
	}
	sort.Strings(all)
	return strings.Join(all, " ")
}

func gone(id int) {
	parts.Until("delete", func() bool {
		_, response, err := client.Droplets.Get(ctx, id)
		return err != nil && response.StatusCode == 404
	})
}

func resources(ids ...int) []godo.Resource {
	all := []godo.Resource{}
	for _, id := range ids {
		all = append(all, godo.Resource{ID: fmt.Sprint(id), Type: godo.DropletResourceType})
	}
	return all
}

func main() {
	parts.Run("account", func() {
		account := parts.Get(client.Account.Get(ctx))
		parts.Same("the account's status", account.Status, "active")
		limit = account.DropletLimit
		parts.Same("the rate limit", client.Rate.Limit, 5000)
	})
	parts.Run("regions, sizes, images", func() {
		regions := parts.Get(client.Regions.List(ctx, &godo.ListOptions{PerPage: 200}))
		parts.True(len(regions) > 10, "there are regions")
		sizes := parts.Get(client.Sizes.List(ctx, &godo.ListOptions{PerPage: 200}))
		parts.True(len(sizes) > 20 && sizes[0].PriceMonthly > 0, "there are sizes")
		all := parts.Get(client.Images.List(ctx, &godo.ListOptions{PerPage: 200}))
		distributions := parts.Get(client.Images.ListDistribution(ctx, nil))
		applications := parts.Get(client.Images.ListApplication(ctx, nil))
		parts.Same("all images", len(all), len(distributions)+len(applications))
		parts.Same("own images", len(parts.Get(client.Images.ListUser(ctx, nil))), 0)
		parts.Same("tagged images", len(parts.Get(client.Images.ListByTag(ctx, "none", nil))), 0)
		bySlug := parts.Get(client.Images.GetBySlug(ctx, image))
		parts.Same("the image by its id", parts.Get(client.Images.GetByID(ctx, bySlug.ID)).Slug, image)
	})
	parts.Run("keys: create, list, get", func() {
		key = parts.Get(client.Keys.Create(ctx, &godo.KeyCreateRequest{Name: "cycle", PublicKey: publicKey}))
		parts.Same("the key by its id", parts.Get(client.Keys.GetByID(ctx, key.ID)).Name, "cycle")
		parts.Same("the key by its fingerprint", parts.Get(client.Keys.GetByFingerprint(ctx, key.Fingerprint)).ID, key.ID)
		parts.True(len(parts.Get(client.Keys.List(ctx, nil))) > 0, "the key is listed")
		_, response, err := client.Keys.Create(ctx, &godo.KeyCreateRequest{Name: "again", PublicKey: publicKey})
		parts.Refused(422, "in use", response, err)
	})
	parts.Run("keys: rename", func() {
		parts.Same("the name", parts.Get(client.Keys.UpdateByID(ctx, key.ID, &godo.KeyUpdateRequest{Name: "one"})).Name, "one")
		parts.Same("the name", parts.Get(client.Keys.UpdateByFingerprint(ctx, key.Fingerprint, &godo.KeyUpdateRequest{Name: "two"})).Name, "two")
		parts.Same("the name", parts.Get(client.Keys.GetByID(ctx, key.ID)).Name, "two")
	})
	parts.Run("VPCs: list", func() {
		all := parts.Get(client.VPCs.List(ctx, &godo.ListOptions{PerPage: 200}))
		parts.True(len(all) > 10 && all[0].Default && all[0].URN == "do:vpc:"+all[0].ID, "there are default VPCs")
	})
	parts.Run("VPCs: create, get, update, set", func() {
		vpc = parts.Get(client.VPCs.Create(ctx, &godo.VPCCreateRequest{Name: "cycle", RegionSlug: region, Description: "ours", IPRange: "10.200.0.0/20"}))
		parts.True(!vpc.Default && vpc.IPRange == "10.200.0.0/20" && !vpc.CreatedAt.IsZero(), "the new VPC")
		parts.Same("the VPC by its id", parts.Get(client.VPCs.Get(ctx, vpc.ID)).Description, "ours")
		updated := parts.Get(client.VPCs.Update(ctx, vpc.ID, &godo.VPCUpdateRequest{Name: "updated", Description: "still ours"}))
		parts.Same("the updated VPC", updated.Name+", "+updated.Description, "updated, still ours")
		set := parts.Get(client.VPCs.Set(ctx, vpc.ID, godo.VPCSetName("set")))
		parts.Same("the VPC with a member set", set.Name+", "+set.Description, "set, still ours")
	})
	parts.Run("tags: create, get, list", func() {
		parts.Same("the tag", parts.Get(client.Tags.Create(ctx, &godo.TagCreateRequest{Name: "cycle"})).Name, "cycle")
		parts.Same("the tag once more", parts.Get(client.Tags.Create(ctx, &godo.TagCreateRequest{Name: "cycle"})).Name, "cycle")
		parts.Same("its droplets", parts.Get(client.Tags.Get(ctx, "cycle")).Resources.Droplets.Count, 0)
		parts.True(len(parts.Get(client.Tags.List(ctx, nil))) > 0, "the tag is listed")
	})
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
	parts.Run("paging: as many droplets as the account may have, over many pages", func() {
		most := limit
		if most > 60 {
			most = 60
		}
		for room := most - len(everyone(200)); room > 0; room-- {
			request := wanted(fmt.Sprintf("page-%d", room))
			request.Tags = []string{"page"}
			parts.Get(client.Droplets.Create(ctx, request))
		}
		for _, perPage := range []int{0, 1, 7, 200} {
			parts.Same("the droplets", len(everyone(perPage)), most)
		}
	})
	parts.Run("errors: unknown droplet, action, tag, key; bad size, name, image, tag; bad token", func() {
		_, response, err := client.Droplets.Get(ctx, 1)
		parts.Refused(404, "could not be found", response, err)
		_, response, err = client.Actions.Get(ctx, 1)
		parts.Refused(404, "", response, err)
		_, response, err = client.Tags.Get(ctx, "unknown")
		parts.Refused(404, "", response, err)
		_, response, err = client.Keys.GetByID(ctx, 1)
		parts.Refused(404, "", response, err)
		bad := wanted("x")
		bad.Size = "s-0vcpu"
		_, response, err = client.Droplets.Create(ctx, bad)
		parts.Refused(422, "size", response, err)
		_, response, err = client.Droplets.Create(ctx, wanted("not a name"))
		parts.Refused(422, "hostname", response, err)
		bad = wanted("x")
		bad.Image = godo.DropletCreateImage{ID: 1}
		_, response, err = client.Droplets.Create(ctx, bad)
		parts.Refused(422, "image", response, err)
		_, response, err = client.Tags.Create(ctx, &godo.TagCreateRequest{Name: "not a tag"})
		parts.Refused(400, "", response, err)
		_, response, err = parts.Client("").Account.Get(ctx)
		parts.Refused(401, "authenticate", response, err)
	})
	parts.Run("droplets: delete by id and by tag, wait until they are gone", func() {
		parts.Done(client.Droplets.Delete(ctx, web.ID))
		gone(web.ID)
		for _, tag := range []string{"many", "page"} {
			going := tagged(tag)
			for _, droplet := range going {
				parts.Until("boot", func() bool { return parts.Get(client.Droplets.Get(ctx, droplet.ID)).Status == "active" })
			}
			parts.Done(client.Droplets.DeleteByTag(ctx, tag))
			for _, droplet := range going {
				gone(droplet.ID)
			}
		}
		parts.Same("the droplets", len(everyone(0)), 0)
	})
	parts.Run("tags: delete", func() {
		parts.Done(client.Tags.Delete(ctx, "cycle"))
		_, response, err := client.Tags.Get(ctx, "cycle")
		parts.Refused(404, "", response, err)
	})
	parts.Run("VPCs: delete", func() {
		parts.Done(client.VPCs.Delete(ctx, vpc.ID))
		_, response, err := client.VPCs.Get(ctx, vpc.ID)
		parts.Refused(404, "", response, err)
	})
	parts.Run("keys: delete", func() {
		parts.Done(client.Keys.DeleteByFingerprint(ctx, key.Fingerprint))
		_, response, err := client.Keys.GetByID(ctx, key.ID)
		parts.Refused(404, "", response, err)
	})
	parts.End()
}
