package main

import (
	"fmt"

	"../parts"
	"github.com/digitalocean/godo"
)

// Many droplets, errors, and everything goes again.
func ending() {
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
}
