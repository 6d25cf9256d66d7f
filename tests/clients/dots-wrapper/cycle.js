// The whole cycle with dots-wrapper, a client for Node.
const assert = require('node:assert/strict');
const { createApiClient } = require('dots-wrapper');
const { part, refused, until, end } = require('./parts');

const endpoint = `${process.env.DIGITALOCEAN_API_URL.replace(/\/$/, '')}/v2`;
const client = createApiClient({ endpoint, token: process.env.DIGITALOCEAN_TOKEN });
const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKU/EngDUZSHn+rGmPMBp93DDPhUZf7wKpBxnMnYBqK+ cycle';
const [size, larger, image, region] = ['s-1vcpu-1gb', 's-2vcpu-2gb', 'ubuntu-24-04-x64', 'nyc3'];
let key, vpc, web, limit;

const wanted = (more) => ({ region, size, image, ...more });
const get = async (id) => (await client.droplet.getDroplet({ droplet_id: id })).data.droplet;
const active = (id) => until('boot', async () => (await get(id)).status === 'active');

/** Waits for an action, and answers with the droplet as it is then. */
async function completed(answer) {
  let { action } = (await answer).data;
  await until(action.type, async () => {
    ({ action } = (await client.droplet.getDropletAction({ droplet_id: action.resource_id, action_id: action.id })).data);
    assert.notEqual(action.status, 'errored');
    return action.status === 'completed';
  });
  return get(action.resource_id);
}

/** Every item of a list, page by page. */
async function all(list, member, per_page = 25) {
  const items = [];
  for (let page = 1; ; page++) {
    const { data } = await list({ page, per_page });
    items.push(...data[member]);
    if (!data.links?.pages?.next) {
      assert.equal(data.meta.total, items.length);
      return items;
    }
  }
}

const droplets = (more) => all((page) => client.droplet.listDroplets({ ...page, ...more }), 'droplets', more?.per_page);
const gone = (id) => until('delete', () => get(id).then(() => false, (error) => error.response?.status === 404));

async function main() {
  await part('account', async () => {
    const { account } = (await client.account.getAccount()).data;
    assert.equal(account.status, 'active');
    limit = account.droplet_limit;
  });
  await part('regions, sizes, images', async () => {
    assert.ok((await all(client.region.listRegions, 'regions')).some((one) => one.slug === region));
    assert.ok((await all(client.size.listSizes, 'sizes', 10)).some((one) => one.slug === size));
    const images = await all(client.image.listImages, 'images', 4);
    const one = (await client.image.getImage({ image_id: image })).data.image;
    assert.equal((await client.image.getImage({ image_id: one.id })).data.image.slug, image);
    assert.ok(images.some((other) => other.id === one.id));
  });
  await part('keys: create, list, get', async () => {
    key = (await client.sshKey.createSshKey({ name: 'cycle', public_key: publicKey })).data.ssh_key;
    assert.equal((await client.sshKey.getSshKey({ ssh_key_id: key.id })).data.ssh_key.name, 'cycle');
    assert.ok((await all(client.sshKey.listSshKeys, 'ssh_keys')).some((one) => one.id === key.id));
  });
  await part('keys: rename', async () => {
    await client.sshKey.updateSshKey({ ssh_key_id: key.id, name: 'renamed' });
    assert.equal((await client.sshKey.getSshKey({ ssh_key_id: key.id })).data.ssh_key.name, 'renamed');
  });
  await part('VPCs: list', async () => assert.ok((await all(client.vpc.listVpcs, 'vpcs')).length > 10));
  await part('VPCs: create, get, update, members', async () => {
    vpc = (await client.vpc.createVpc({ name: 'cycle', region, ip_range: '10.203.0.0/20' })).data.vpc;
    assert.equal((await client.vpc.updateVpc({ vpc_id: vpc.id, name: 'renamed', description: 'ours' })).data.vpc.name, 'renamed');
    assert.equal((await client.vpc.getVpc({ vpc_id: vpc.id })).data.vpc.description, 'ours');
    assert.deepEqual((await client.vpc.listVpcResources({ vpc_id: vpc.id })).data.members, []);
  });
  await part('tags: create, get, list', async () => {
    assert.equal((await client.tag.createTag({ name: 'cycle' })).data.tag.name, 'cycle');
    assert.equal((await client.tag.getTag({ tag_name: 'cycle' })).data.tag.resources.droplets.count, 0);
    assert.ok((await all(client.tag.listTags, 'tags')).some((tag) => tag.name === 'cycle'));
  });
  await part('droplets: create one and wait until it is active', async () => {
    web = (await client.droplet.createDroplet(wanted({ name: 'web', ssh_keys: [key.id, key.fingerprint], tags: ['cycle'], ipv6: true }))).data.droplet;
    await active(web.id);
    web = await get(web.id);
    assert.deepEqual([web.locked, web.tags, web.networks.v4.length, web.networks.v6.length], [false, ['cycle'], 2, 1]);
  });
  await part('droplets: create several, in a VPC of one\'s own', async () => {
    const several = (await client.droplet.createDroplets(wanted({ names: ['many-1', 'many-2'], vpc_uuid: vpc.id, tags: ['many'] }))).data.droplets;
    for (const droplet of several) await active(droplet.id);
    assert.equal((await client.vpc.listVpcResources({ vpc_id: vpc.id, resource_type: 'droplet' })).data.members.length, 2);
    await refused(403, '', () => client.vpc.deleteVpc({ vpc_id: vpc.id }));
  });
  await part('tags: tag and untag droplets', async () => {
    const resources = [{ resource_id: String(web.id), resource_type: 'droplet' }];
    await client.tag.createTag({ name: 'other' });
    await client.tag.tagResources({ tag_name: 'other', resources });
    assert.deepEqual((await droplets({ tag_name: 'other' })).map((one) => one.id), [web.id]);
    await client.tag.untagResources({ tag_name: 'other', resources });
    assert.deepEqual(await droplets({ tag_name: 'other' }), []);
  });
  await part('actions: of the account, of a droplet, one', async () => {
    const actions = await all(client.action.listActions, 'actions', 2);
    const own = await all((page) => client.droplet.listDropletActions({ ...page, droplet_id: web.id }), 'actions');
    assert.ok(actions.some((action) => action.id === own[0].id));
    assert.equal((await client.action.getAction({ action_id: own[0].id })).data.action.resource_id, web.id);
  });
  await part('droplet actions: power off and on, shutdown, reboot, power cycle', async () => {
    const one = { droplet_id: web.id };
    assert.equal((await completed(client.droplet.powerOffDroplet(one))).status, 'off');
    assert.equal((await completed(client.droplet.powerOnDroplet(one))).status, 'active');
    assert.equal((await completed(client.droplet.shutdownDroplet(one))).status, 'off');
    assert.equal((await completed(client.droplet.powerOnDroplet(one))).status, 'active');
    assert.equal((await completed(client.droplet.rebootDroplet(one))).status, 'active');
    assert.equal((await completed(client.droplet.powerCycleDroplet(one))).status, 'active');
  });
  await part('droplet actions: resize, rename, backups', async () => {
    const one = { droplet_id: web.id };
    await completed(client.droplet.powerOffDroplet(one));
    const resized = await completed(client.droplet.resizeDroplet({ ...one, size: larger, disk: true }));
    assert.deepEqual([resized.size_slug, resized.disk], [larger, 60]);
    await completed(client.droplet.powerOnDroplet(one));
    assert.equal((await completed(client.droplet.renameDroplet({ ...one, name: 'web-2' }))).name, 'web-2');
    assert.ok((await completed(client.droplet.enableDropletBackups(one))).features.includes('backups'));
    assert.ok(!(await completed(client.droplet.disableDropletBackups(one))).features.includes('backups'));
  });
  await part('droplet actions: IPv6 later', async () => {
    const one = (await client.droplet.createDroplet(wanted({ name: 'six', tags: ['many'] }))).data.droplet;
    await active(one.id);
    assert.equal((await completed(client.droplet.enableDropletIpv6({ droplet_id: one.id }))).networks.v6.length, 1);
  });
  await part('what a droplet does not have: kernels, snapshots, backups, neighbours', async () => {
    const one = { droplet_id: web.id };
    assert.deepEqual((await client.droplet.listDropletKernels(one)).data.kernels, []);
    assert.deepEqual((await client.droplet.listDropletSnapshots(one)).data.snapshots, []);
    assert.deepEqual((await client.droplet.listDropletBackups(one)).data.backups, []);
    assert.deepEqual((await client.droplet.listDropletNeighbors(one)).data.droplets, []);
    assert.deepEqual((await client.firewall.listFirewalls({})).data.firewalls, []);
  });
  await part('paging: as many droplets as the account may have, over many pages', async () => {
    const most = Math.min(60, limit);
    for (let room = most - (await droplets()).length; room > 0; room--)
      await client.droplet.createDroplet(wanted({ name: `page-${room}`, tags: ['page'] }));
    for (const per_page of [1, 7, 20, 200]) assert.equal((await droplets({ per_page })).length, most);
  });
  await part('errors: unknown droplet, bad size, bad name, bad token', async () => {
    await refused(404, 'not be found', () => get(1));
    await refused(422, 'size', () => client.droplet.createDroplet(wanted({ name: 'bad', size: 's-0vcpu' })));
    await refused(422, 'hostname', () => client.droplet.createDroplet(wanted({ name: 'not a name' })));
    await refused(400, 'invalid', () => client.tag.createTag({ name: 'not a tag' }));
    await refused(401, 'authenticate', () => createApiClient({ endpoint, token: '' }).account.getAccount());
  });
  await part('droplets: delete by id and by tag, wait until they are gone', async () => {
    await client.droplet.deleteDroplet({ droplet_id: web.id });
    await gone(web.id);
    for (const tag_name of ['many', 'page']) {
      const going = await droplets({ tag_name });
      for (const droplet of going) await active(droplet.id);
      if (going.length > 0) await client.droplet.deleteDropletsByTag({ tag_name });
      for (const droplet of going) await gone(droplet.id);
    }
    assert.deepEqual(await droplets(), []);
  });
  await part('tags: delete', async () => {
    await client.tag.deleteTag({ tag_name: 'cycle' });
    await refused(404, '', () => client.tag.getTag({ tag_name: 'cycle' }));
  });
  await part('VPCs: delete', async () => {
    await client.vpc.deleteVpc({ vpc_id: vpc.id });
    await refused(404, '', () => client.vpc.getVpc({ vpc_id: vpc.id }));
  });
  await part('keys: delete', async () => {
    await client.sshKey.destroySshKey({ ssh_key_id: key.id });
    await refused(404, '', () => client.sshKey.getSshKey({ ssh_key_id: key.id }));
  });
  end();
}

main();
