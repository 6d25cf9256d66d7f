"""The whole cycle with python-digitalocean 1.16."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from parts import ADDRESS, TOKEN, end, part, raises, same, true  # noqa: E402

os.environ["DIGITALOCEAN_END_POINT"] = ADDRESS + "/v2/"

import digitalocean  # noqa: E402
from digitalocean.baseapi import DELETE, DataReadError, NotFoundError  # noqa: E402

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKU/EngDUZSHn+rGmPMBp93DDPhUZf7wKpBxnMnYBqK+ cycle"
SIZE, LARGER, IMAGE, REGION = "s-1vcpu-1gb", "s-2vcpu-2gb", "ubuntu-24-04-x64", "nyc3"
manager = digitalocean.Manager(token=TOKEN)
made = {}


def wanted(name, **more):
    return digitalocean.Droplet(token=TOKEN, name=name, region=REGION, image=IMAGE, size_slug=SIZE, **more)


def booted(droplet):
    for action in [manager.get_action(number) for number in droplet.action_ids]:
        true(action.wait(), f"action {action.type} is {action.status}")
    return droplet.load()


def act(start, **arguments):
    """An action through the client's own waiting, and the droplet as it is then."""
    action = start(return_dict=False, **arguments)
    true(action.wait(), f"action {action.type} is {action.status}")
    return made["web"].load()


def active(droplet):
    for _ in range(60):
        if droplet.load().status == "active":
            return
        time.sleep(0.5)
    raise AssertionError(f"droplet {droplet.id} is {droplet.status}")


def gone(droplet):
    for _ in range(60):
        try:
            droplet.load()
        except NotFoundError:
            return
        time.sleep(0.5)
    raise AssertionError(f"droplet {droplet.id} is still there")


@part("account")
def _():
    account = manager.get_account()
    same(account.status, "active", "the account's status")
    true(account.droplet_limit > 0, "a droplet limit")
    made["limit"] = account.droplet_limit


@part("regions, sizes, images")
def _():
    true(any(r.slug == REGION and r.available and SIZE in r.sizes for r in manager.get_all_regions()), REGION)
    true(any(s.slug == SIZE and s.price_monthly > 0 for s in manager.get_all_sizes()), SIZE)
    images = manager.get_all_images()
    true(0 < len(manager.get_distro_images()) < len(images), "some images are distributions")
    true(0 < len(manager.get_app_images()) < len(images), "some images are applications")
    same(len(manager.get_global_images()), len(images), "the public images")
    same(manager.get_my_images(), [], "the private images")
    image = manager.get_image(IMAGE)
    same(manager.get_image(image.id).slug, IMAGE, "the image by its id")


@part("keys: create, list, get, twice")
def _():
    key = digitalocean.SSHKey(token=TOKEN, name="cycle", public_key=KEY)
    key.create()
    made["key"] = key
    same(manager.get_ssh_key(key.id).name, "cycle", "the key by its id")
    same(key.load_by_pub_key(KEY).id, key.id, "the key by its text")
    by_fingerprint = digitalocean.SSHKey(token=TOKEN, fingerprint=key.fingerprint)
    by_fingerprint.load()
    same(by_fingerprint.id, key.id, "the key by its fingerprint")
    true(key.id in [k.id for k in manager.get_all_sshkeys()], "the key is listed")
    raises(DataReadError, "already in use", digitalocean.SSHKey(token=TOKEN, name="again", public_key=KEY).create)


@part("keys: rename")
def _():
    made["key"].name = "renamed"
    made["key"].edit()
    same(manager.get_ssh_key(made["key"].id).name, "renamed", "the key's name")


@part("VPCs: list")
def _():
    true(any(v.default and v.region == REGION for v in manager.get_all_vpcs()), f"{REGION} has a default VPC")


@part("VPCs: create, get, rename")
def _():
    vpc = digitalocean.VPC(token=TOKEN, name="cycle", region=REGION, description="", ip_range="10.200.0.0/20").create()
    made["vpc"] = vpc
    same((vpc.name, vpc.region, vpc.ip_range, vpc.default), ("cycle", REGION, "10.200.0.0/20", False), "the new VPC")
    same(manager.get_vpc(vpc.id).name, "cycle", "the VPC by its id")
    vpc.rename("renamed")
    same(manager.get_vpc(vpc.id).name, "renamed", "the VPC's name")
    made["second vpc"] = digitalocean.VPC(token=TOKEN, name="any-range", region=REGION).create()
    true(made["second vpc"].ip_range.endswith("/20"), "a range was chosen")


@part("tags: create, get, list")
def _():
    tag = digitalocean.Tag(token=TOKEN, name="cycle")
    tag.create()
    same(digitalocean.Tag.get_object(TOKEN, "cycle").resources["count"], 0, "the tag's droplets")
    true("cycle" in [t.name for t in manager.get_all_tags()], "the tag is listed")
    made["tag"] = tag


@part("droplets: create one and wait until it is active")
def _():
    droplet = wanted("web", ssh_keys=[made["key"].id, made["key"].fingerprint], tags=["cycle", "role:web"], monitoring=True, user_data="#cloud-config")
    droplet.create()
    made["web"] = booted(droplet)
    same((droplet.name, droplet.status, droplet.locked), ("web", "active", False), "the droplet")
    same(sorted(droplet.tags), ["cycle", "role:web"], "its tags")
    true(droplet.ip_address and droplet.private_ip_address, "its addresses")
    true("monitoring" in droplet.features, "its features")
    same((droplet.size["slug"], droplet.image["slug"], droplet.region["slug"]), (SIZE, IMAGE, REGION), "its size, image and region")


@part("droplets: create with IPv6 and a public key instead of an id")
def _():
    droplet = wanted("six", ssh_keys=[KEY], ipv6=True, private_networking=True, backups=True, tags=["many"])
    droplet.create()
    booted(droplet)
    true(droplet.ip_v6_address, "its IPv6 address")
    true(droplet.ipv6 and droplet.backups and droplet.private_networking, "its features")


@part("droplets: create in a VPC of one's own")
def _():
    droplet = wanted("inside", vpc_uuid=made["vpc"].id, tags=["many"])
    droplet.create()
    same(booted(droplet).vpc_uuid, made["vpc"].id, "its VPC")
    true(droplet.private_ip_address.startswith("10.200."), "a private address in the VPC's range")
    raises(DataReadError, "", made["vpc"].destroy)


@part("droplets: create several")
def _():
    several = digitalocean.Droplet.create_multiple(
        token=TOKEN, names=["many-1", "many-2"], size_slug=SIZE, image=IMAGE, region=REGION, tags=["many"], ssh_keys=[made["key"].id])
    same([d.name for d in several], ["many-1", "many-2"], "the names")
    for droplet in several:
        same(booted(droplet).status, "active", "the status")
        same(droplet.tags, ["many"], "the tags")


@part("droplets: list, by tag, by name, get")
def _():
    true({"web", "six", "many-1", "many-2"} <= {d.name for d in manager.get_all_droplets()}, "the droplets are listed")
    same([d.name for d in manager.get_all_droplets(tag_name="cycle")], ["web"], "those with the tag")
    same([d.id for d in manager.get_all_droplets(params={"name": "web"})], [made["web"].id], "those of the name")
    same(manager.get_droplet(made["web"].id).name, "web", "the droplet by its id")


@part("tags: tag and untag droplets")
def _():
    made["tag"].add_droplets([d for d in manager.get_all_droplets(tag_name="many")])
    made["tag"].add_droplets([str(made["web"].id)])
    same(len(manager.get_all_droplets(tag_name="cycle")), 1 + len(manager.get_all_droplets(tag_name="many")), "the tagged droplets")
    made["tag"].remove_droplets(manager.get_all_droplets(tag_name="many"))
    same([d.name for d in manager.get_all_droplets(tag_name="cycle")], ["web"], "the tagged droplets")


@part("actions: of the account, of a droplet, one")
def _():
    action = made["web"].get_actions()[-1]
    same((action.type, action.status, action.resource_id), ("create", "completed", made["web"].id), "the create action")
    same(manager.get_action(action.id).type, "create", "the action by its id")
    same(made["web"].get_action(action.id).id, action.id, "the action of the droplet")


@part("droplet actions: power off and on, shutdown, reboot, power cycle")
def _():
    same(act(made["web"].power_off).status, "off", "after power_off")
    same(act(made["web"].power_on).status, "active", "after power_on")
    same(act(made["web"].shutdown).status, "off", "after shutdown")
    same(act(made["web"].power_on).status, "active", "after power_on")
    same(act(made["web"].reboot).status, "active", "after reboot")
    same(act(made["web"].power_cycle).status, "active", "after power_cycle")


@part("droplet actions: resize, without and with the disk")
def _():
    act(made["web"].power_off)
    droplet = act(made["web"].resize, new_size_slug="s-1vcpu-2gb", disk=False)
    same((droplet.size_slug, droplet.memory, droplet.disk), ("s-1vcpu-2gb", 2048, 25), "after a resize without the disk")
    # The client writes the flag as the text "true".
    droplet = act(made["web"].resize, new_size_slug=LARGER, disk=True)
    same((droplet.size_slug, droplet.vcpus, droplet.disk), (LARGER, 2, 60), "after a resize with the disk")
    same(act(made["web"].power_on).status, "active", "after power_on")


@part("droplet actions: rename, IPv6, backups")
def _():
    same(act(made["web"].rename, name="web-2").name, "web-2", "the name")
    true(act(made["web"].enable_ipv6).ip_v6_address, "an IPv6 address")
    true("backups" in act(made["web"].enable_backups).features, "backups")
    true("backups" not in act(made["web"].disable_backups).features, "no backups")


@part("what the account does not have: kernels, snapshots, firewalls")
def _():
    same(made["web"].get_kernel_available(), [], "the kernels")
    same(made["web"].get_snapshots(), [], "the snapshots")
    same(manager.get_all_firewalls(), [], "the firewalls")


@part("paging: as many droplets as the account may have, over many pages")
def _():
    while (room := min(60, made["limit"]) - len(manager.get_all_droplets())) > 0:
        digitalocean.Droplet.create_multiple(
            token=TOKEN, names=[f"page-{room}-{n}" for n in range(min(10, room))], size_slug=SIZE, image=IMAGE, region=REGION, tags=["page"])
    everyone = sorted(d.id for d in manager.get_all_droplets())
    for size in (7, 20):
        same(sorted(d.id for d in manager.get_all_droplets(params={"per_page": size})), everyone, f"the pages of {size}")
    pages = manager.get_all_droplets(params={"per_page": 5}, tag_name="page")
    same(len(pages), len(manager.get_all_droplets(tag_name="page")), "the pages of a tag")


@part("errors: unknown droplet, bad size, bad name, over the limit, bad token")
def _():
    raises(NotFoundError, "", lambda: manager.get_droplet(1))
    raises(NotFoundError, "", lambda: manager.get_action(1))
    bad_size = wanted("x")
    bad_size.size_slug = "s-0vcpu"
    raises(DataReadError, "size", bad_size.create)
    raises(DataReadError, "hostname", wanted("not a name").create)
    raises(DataReadError, "", wanted("x", vpc_uuid="00000000-0000-4000-8000-000000000000").create)
    raises(DataReadError, "authenticate", digitalocean.Manager(token=" ").get_all_droplets)


@part("droplets: delete by id and by tag, wait until they are gone")
def _():
    same(made["web"].destroy(), True, "the answer")
    gone(made["web"])
    for tag in ("many", "page"):
        going = manager.get_all_droplets(tag_name=tag)
        for droplet in going:
            active(droplet)
        manager.get_data(f"droplets?tag_name={tag}", type=DELETE)
        for droplet in going:
            gone(droplet)
    same(manager.get_all_droplets(), [], "the droplets")
    raises(NotFoundError, "", made["web"].destroy)


@part("tags: delete")
def _():
    made["tag"].delete()
    raises(NotFoundError, "", made["tag"].load)


@part("VPCs: delete")
def _():
    for name in ("vpc", "second vpc"):
        made[name].destroy()
        raises(NotFoundError, "", made[name].load)


@part("keys: delete")
def _():
    made["key"].destroy()
    raises(NotFoundError, "", made["key"].load)


end()
