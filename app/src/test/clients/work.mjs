// Long work through the TypeScript SDK's client, of generation 1 or 2: progress arrives before the answer, and what is
// cancelled is told so while others are served.
//
// node work.mjs GENERATION SERVER-COMMAND [ARGUMENT…]
import assert from 'node:assert/strict';

const [generation, command, ...args] = process.argv.slice(2);
const first = generation === '1';
const { Client } = await import(first ? '@modelcontextprotocol/sdk/client/index.js' : '@modelcontextprotocol/client');
const { StdioClientTransport } =
  await import(first ? '@modelcontextprotocol/sdk/client/stdio.js' : '@modelcontextprotocol/client/stdio');
const client = new Client({ name: 'work', version: generation });
await client.connect(new StdioClientTransport({ command, args, stderr: 'inherit' }));

async function call(name, options) {
  const params = { name, arguments: {} };
  const result = await (first ? client.callTool(params, undefined, options) : client.callTool(params, options));
  assert.ok(!result.isError, JSON.stringify(result.content));
  return result.structuredContent;
}

const heard = [];
const done = await call('work', {
  onprogress: ({ progress, total, message }) => {
    heard.push([progress, total, message]);
    if (progress === total) {
      call('heard');
    }
  },
});
assert.equal(done.what, 'worked');
assert.deepEqual(heard, [[1, 2, 'half way'], [2, 2, 'done']]);

const gone = new AbortController();
const waiting = call('wait', { signal: gone.signal });
assert.equal((await call('is_waiting')).what, 'it waits, and others are served');
gone.abort('thought better of it');
await assert.rejects(waiting);
assert.equal((await call('was_cancelled')).what, 'cancelled');

await client.close();
console.log('progress, cancellation, nobody held up');
