// The second generation of the TypeScript client uses everything that the server offers, once.
//
// node speak.mjs PROJECT-FOLDER SERVER-COMMAND [ARGUMENT…]
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const STATE = 'workflow://state/project-planning/main';
const [project, command, ...args] = process.argv.slice(2);
// The server is started without a folder: it asks for the root.
const client = new Client({ name: 'speak', version: '2' }, { capabilities: { roots: { listChanged: true } } });
client.setRequestHandler('roots/list', () => ({ roots: [{ uri: pathToFileURL(project).href, name: 'project' }] }));
const heard = new Promise((resolve) =>
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => resolve(params.uri)));
await client.connect(new StdioClientTransport({ command, args, stderr: 'inherit' }));

const { tools } = await client.listTools();
assert.ok(tools.every((tool) => tool.outputSchema), 'every tool has an output schema');

async function call(name, params = {}) {
  const result = await client.callTool({ name, arguments: params });
  assert.ok(!result.isError, `${name}: ${JSON.stringify(result.content)}`);
  return result.structuredContent;
}

assert.equal((await call('initialize_project_orchestration', { projectName: 'Läden' })).wasExisting, false);
assert.ok((await call('get_next_steps')).nextActions.length > 0);
assert.ok((await call('explain', { id: 'advance' })).summary.length > 0);

const refused = await client.callTool({ name: 'get_next_steps', arguments: { maxSuggestion: 1 } });
assert.equal(refused.isError, true);
assert.match(refused.content[0].text, /maxSuggestions/, 'a wrong name is answered with the right one');

const { resources } = await client.listResources();
assert.ok(resources.some(({ uri }) => uri === STATE));
assert.match((await client.readResource({ uri: STATE })).contents[0].text, /Läden/);
assert.ok((await client.listResourceTemplates()).resourceTemplates.length >= 3);

const { prompts } = await client.listPrompts();
assert.ok(prompts.some(({ name }) => name === 'why'));
const why = await client.getPrompt({ name: 'why', arguments: { id: 'advance' } });
assert.match(why.messages[0].content.text, /explain/);
const { completion } = await client.complete({
  ref: { type: 'ref/prompt', name: 'why' },
  argument: { name: 'id', value: 'step:valid' },
});
assert.deepEqual(completion.values, ['step:validate-deliverables']);

await client.subscribeResource({ uri: STATE });
await call('complete_step', { step: 'validate-deliverables', reason: 'all shops visited' });
assert.equal(await heard, STATE);
assert.ok(fs.existsSync(path.join(project, '.ai-planning', 'project-state.json')));

await client.close();
console.log(`${tools.length} tools, resources, prompts, completion, a root, a change heard of`);
