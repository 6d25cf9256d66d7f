"""The whole cycle with Apache Libcloud 3.4 and its DigitalOcean driver."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from parts import HOST, PORT, TOKEN, end, part, raises, same, true  # noqa: E402

from libcloud.common.exceptions import BaseHTTPError  # noqa: E402
from libcloud.common.types import InvalidCredsError  # noqa: E402
from libcloud.compute.providers import get_driver  # noqa: E402
from libcloud.compute.types import NodeState, Provider  # noqa: E402

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKU/EngDUZSHn+rGmPMBp93DDPhUZf7wKpBxnMnYBqK+ cycle"
SIZE, LARGER, IMAGE, REGION = "s-1vcpu-1gb", "s-2vcpu-2gb", "ubuntu-24-04-x64", "nyc3"
made = {}


def driver_of(token, per_page=200):
    """The driver ignores host, port and secure when it is made, so its connection is told; making one sends nothing yet."""
    driver = get_driver(Provider.DIGITAL_OCEAN)(token)
    driver.connection.host, driver.connection.port, driver.connection.secure = HOST, PORT, 0
    driver.connection.connect()
    driver.ex_per_page = per_page
    return driver


driver = driver_of(TOKEN)


def named(items, name):
    found = [item for item in items if name in (item.name, item.id, item.extra.get("slug") if isinstance(item.extra, dict) else None)]
    true(found, f"{name} is listed")
    return found[0]


def create(name, **attributes):
    return driver.create_node(name, made["size"], made["image"], made["location"], ex_create_attr=attributes)


def web():
    return named(driver.list_nodes(), made["web"].id)


def act(start, *arguments):
    """The driver says only whether an action was taken; the wait is for the newest event."""
    true(start(web(), *arguments), "the action was taken")
    for _ in range(60):
        event = driver.ex_list_events()[0]
        if event["status"] != "in-progress":
            same(event["status"], "completed", f"the {event['type']}")
            return web()
        time.sleep(0.5)
    raise AssertionError("the action takes too long")


@part("account")
def _():
    account = driver.ex_account_info()
    same(account["status"], "active", "the account's status")
    made["limit"] = account["droplet_limit"]


@part("locations, sizes, images")
def _():
    made["location"] = named(driver.list_locations(), REGION)
    true(len(driver.list_locations(ex_available=False)) > len(driver.list_locations()), "some regions are not available")
    made["size"] = named(driver.list_sizes(location=made["location"]), SIZE)
    same(made["size"].ram, 1024, "the size's memory")
    made["larger"] = named(driver.list_sizes(), LARGER)
    made["image"] = named(driver.list_images(), IMAGE)
    same(driver.get_image(made["image"].id).extra["slug"], IMAGE, "the image by its id")
    same(driver.get_image(IMAGE).id, made["image"].id, "the image by its slug")


@part("keys: create, list, get")
def _():
    made["key"] = driver.create_key_pair("cycle", KEY)
    same(driver.get_key_pair("cycle").fingerprint, made["key"].fingerprint, "the key by its name")
    true("cycle" in [key.name for key in driver.list_key_pairs()], "the key is listed")


@part("nodes: create and wait until it runs")
def _():
    node = create("web", tags=["cycle"], ssh_keys=[made["key"].extra["id"], made["key"].fingerprint])
    same(node.state, NodeState.PENDING, "the state of a new node")
    (made["web"], addresses), = driver.wait_until_running([node], wait_period=0.5, timeout=60)
    same(len(addresses), 1, "its addresses")
    same((made["web"].state, made["web"].size.name, made["web"].image.id), (NodeState.RUNNING, SIZE, made["image"].id), "the node")
    same((made["web"].extra["tags"], len(made["web"].private_ips)), (["cycle"], 1), "its tags and private addresses")


@part("nodes: create with IPv6, backups and user data")
def _():
    node = driver.create_node(
        "six", made["size"], made["image"], made["location"], ex_user_data="#cloud-config", ex_create_attr={"ipv6": True, "backups": True, "private_networking": True})
    (node, _), = driver.wait_until_running([node], wait_period=0.5, timeout=60)
    true({"ipv6", "backups", "private_networking"} <= set(node.extra["features"]), "its features")
    true(node.extra["networks"]["v6"], "its IPv6 address")


@part("nodes: list")
def _():
    true({"web", "six"} <= {node.name for node in driver.list_nodes()}, "the nodes are listed")


@part("events: list, get")
def _():
    event = driver.ex_list_events()[-1]
    same((event["type"], event["resource_type"]), ("create", "droplet"), "the oldest event")
    same(driver.ex_get_event(event["id"])["id"], event["id"], "the event by its id")


@part("node actions: shutdown, power on, reboot, hard reboot")
def _():
    same(act(driver.ex_shutdown_node).state, NodeState.STOPPED, "after a shutdown")
    same(act(driver.ex_power_on_node).state, NodeState.RUNNING, "after power on")
    same(act(driver.reboot_node).state, NodeState.RUNNING, "after a reboot")
    same(act(driver.ex_hard_reboot).state, NodeState.RUNNING, "after a hard reboot")


@part("node actions: resize")
def _():
    act(driver.ex_shutdown_node)
    node = act(driver.ex_resize_node, made["larger"])
    same((node.extra["size_slug"], node.extra["disk"]), (LARGER, 25), "the size, and the disk as it was")
    act(driver.ex_power_on_node)


@part("node actions: rename, IPv6")
def _():
    same(act(driver.ex_rename_node, "web-2").name, "web-2", "the name")
    true(act(driver.ex_enable_ipv6).extra["networks"]["v6"], "an IPv6 address")


@part("paging: as many nodes as the account may have, over many pages")
def _():
    for number in range(min(60, made["limit"]) - len(driver.list_nodes())):
        create(f"page-{number}")
    everyone = sorted(node.id for node in driver.list_nodes())
    same(len(everyone), min(60, made["limit"]), "the nodes")
    for size in (7, 20):
        same(sorted(node.id for node in driver_of(TOKEN, per_page=size).list_nodes()), everyone, f"the pages of {size}")
    same(len(driver_of(TOKEN, per_page=3).list_images()), len(driver.list_images()), "the images over pages")


@part("errors: unknown node, bad name, bad size, bad token")
def _():
    unknown = driver.list_nodes()[0]
    unknown.id = 1
    raises(BaseHTTPError, "404", lambda: driver.destroy_node(unknown))
    raises(BaseHTTPError, "422", lambda: create("not a name"))
    bad = named(driver.list_sizes(), SIZE)
    bad.name = "s-0vcpu"
    raises(BaseHTTPError, "size", lambda: driver.create_node("x", bad, made["image"], made["location"]))
    raises(InvalidCredsError, "authenticate", lambda: driver_of(" ").list_nodes())


@part("nodes: delete, wait until they are gone")
def _():
    driver.wait_until_running(driver.list_nodes(), wait_period=0.5, timeout=60)
    for node in driver.list_nodes():
        true(driver.destroy_node(node), "the answer")
    for _ in range(60):
        if not driver.list_nodes():
            return
        time.sleep(0.5)
    raise AssertionError("there are nodes left")


@part("keys: delete")
def _():
    true(driver.delete_key_pair(made["key"]), "the answer")
    same([key.name for key in driver.list_key_pairs() if key.name == "cycle"], [], "the keys")


end()
