package main

import (
	"../parts"
	"github.com/digitalocean/godo"
)

// What the account has before its first droplet.
func account() {
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
}
