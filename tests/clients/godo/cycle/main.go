// The whole cycle with godo 1.37, the official client that doctl and Terraform's provider are built upon.
package main

import (
	"context"

	"../parts"
	"github.com/digitalocean/godo"
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

func main() {
	account()
	droplets()
	actions()
	ending()
	parts.End()
}
