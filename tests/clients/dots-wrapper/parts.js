// Runs the parts of a client's cycle in order and tells which of them failed, and why.
// A part that fails does not stop the others: one run gives the whole list.
const assert = require('node:assert/strict');
const path = require('node:path');

const failed = [];

async function part(title, run) {
  try {
    await run();
    console.log(`ok      ${title}`);
  } catch (error) {
    const request = error.config ? `${error.config.method} ${error.config.url}: ` : '';
    const answer = error.response ? ` ${JSON.stringify(error.response.data)}` : '';
    const place = (error.stack ?? '').split('\n').filter((line) => line.includes('cycle.js') && !line.includes(' main ')).at(-1) ?? '';
    console.log(`FAILED  ${title}\n        ${path.basename(place.trim())}\n        ${request}${error.message}${answer}`);
    failed.push(title);
  }
}

/** The call must be refused with this status, with these words in the message. */
async function refused(status, words, call) {
  try {
    await call();
  } catch (error) {
    assert.equal(error.response?.status, status, error.message);
    assert.match(error.response.data.message ?? error.response.data.error, new RegExp(words, 'i'));
    return;
  }
  assert.fail(`it was not refused with ${status}`);
}

/** Asks twice a second, for half a minute at most. */
async function until(what, question) {
  for (let i = 0; i < 60; i++) {
    if (await question()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  assert.fail(`${what}: it takes too long`);
}

function end() {
  if (failed.length > 0) {
    console.error(`${failed.length} parts failed: ${failed.join('; ')}`);
    process.exit(1);
  }
  console.log('All parts passed.');
}

module.exports = { part, refused, until, end };
