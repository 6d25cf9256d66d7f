package main

import (
	"fmt"
	"sort"
	"strings"

	"../parts"
	"github.com/digitalocean/godo"
	"github.com/digitalocean/godo/util"
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
func pages(perPage int, list func(*godo.ListOptions) ([]godo.Droplet, *godo.Response, error)) []godo.Droplet {
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
	return pages(perPage, func(options *godo.ListOptions) ([]godo.Droplet, *godo.Response, error) {
		return client.Droplets.List(ctx, options)
	})
}

func tagged(tag string) []godo.Droplet {
	return pages(0, func(options *godo.ListOptions) ([]godo.Droplet, *godo.Response, error) {
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
