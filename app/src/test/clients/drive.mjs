// Drives a project through all its phases with the TypeScript SDK's client, as an agent that does what is suggested
// first: it calls the suggested tool with the suggested arguments, or writes the suggested file as a person would.
// Each suggestion is checked before it is followed. No step is skipped.
//
// node drive.mjs PROJECT-FOLDER SERVER-COMMAND [ARGUMENT…]
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [project, command, ...args] = process.argv.slice(2);
const client = new Client({ name: 'drive', version: '1' });
const transport = new StdioClientTransport({ command, args, stderr: 'inherit' });
await client.connect(transport);

const { tools } = await client.listTools();
for (const tool of tools) {
  assert.ok(tool.outputSchema, `${tool.name} has an output schema`);
}
const names = new Set(tools.map((tool) => tool.name));

async function call(name, params = {}) {
  const result = await client.callTool({ name, arguments: params });
  assert.ok(!result.isError, `${name}: ${JSON.stringify(result.content)}`);
  assert.ok(result.structuredContent, `${name} answers structured content`);
  return result.structuredContent;
}

function write(relative, text) {
  const file = path.join(project, relative);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

// Before anything exists, a question is refused with the way out, and creates nothing.
const early = await client.callTool({ name: 'get_next_steps', arguments: {} });
assert.equal(early.isError, true);
assert.equal(early.structuredContent.error.next.tool, 'initialize_project_orchestration');
assert.deepEqual(fs.readdirSync(project), ['.ai-planning']);

const begun = await call('initialize_project_orchestration', { projectName: 'Corner shop' });
assert.equal(begun.wasExisting, false);
assert.equal((await call('initialize_project_orchestration')).wasExisting, true);

/** What a person would write into the file that is asked for. */
function document(relative, status) {
  return [
    '---',
    'type: goal',
    'tags: [shop]',
    `status: ${status}`,
    'impact: High',
    'effort: Low',
    '---',
    `# ${path.basename(relative, path.extname(relative))}`,
    '',
    'What we sell, to whom, and how we know that it works: a paragraph that a person wrote, of the usual length.',
    'It goes on for a second line, since a document of one sentence convinces nobody who reads it later.',
    '',
    '- [x] written down',
    '',
  ].join('\n');
}

function move(from, to) {
  fs.mkdirSync(path.dirname(path.join(project, to)), { recursive: true });
  fs.renameSync(path.join(project, from), path.join(project, to));
}

const GOALS = '02-goals-and-roadmap';

/** Does by hand what is suggested, as a person would. */
function byHand({ ruleId, path: target }) {
  const rule = ruleId.replace(/#.*/, '');
  const goal = path.basename(path.dirname(target));
  if (rule === 'goal-evaluate-potential') {
    move(`${GOALS}/potential-goals/${goal}`, `${GOALS}/selected-goals/${goal}`);
  } else if (rule === 'cross-archive-completed-goal') {
    move(`${GOALS}/selected-goals/${goal}`, path.dirname(target));
  } else if (rule === 'exec-carry-out') {
    move(`07-temp/workflows/${path.basename(target)}`, target);
  } else if (rule === 'exec-update-progress') {
    write(target, document(target, 'completed'));
  } else if (path.extname(target) === '.md') {
    write(target, document(target, 'planned'));
  } else if (target.endsWith('potential-goals') || target.endsWith('<name>/goal.md')) {
    write(`${GOALS}/potential-goals/first-sale/goal.md`, document('goal.md', 'planned'));
  } else if (target.endsWith('documentation') || target.endsWith('brainstorming')) {
    write(`${target}/notes.md`, document('notes.md', 'planned'));
  } else {
    fs.mkdirSync(path.join(project, target), { recursive: true });
  }
}

const followed = [];
process.on('exit', (code) => code !== 0 && console.error(followed.join('\n')));
const phases = [];
let status = await call('get_project_status');
for (let i = 0; i < 80; i++) {
  const next = await call('get_next_steps', { maxSuggestions: 5 });
  if (next.nextActions.length === 0) {
    break;
  }
  const top = next.nextActions[0];
  assert.ok(top.action.length > 0 && top.reason.length > 0, 'a suggestion says what and why');
  assert.ok(top.tool || top.path, `${top.ruleId} is ready to do`);
  const why = await call('explain', { id: top.ruleId });
  assert.equal(why.holds || top.ruleId.startsWith('step:'), true, `${top.ruleId} holds: ${JSON.stringify(why)}`);
  followed.push(`${next.currentPhase}: ${top.ruleId}${top.path ? ' writes ' + top.path : ''}${top.tool ? ' calls ' + top.tool : ''}`);
  const before = JSON.stringify([next.progress, next.currentPhase, next.nextActions]);
  if (top.path) {
    byHand(top);
  }
  if (top.tool) {
    assert.ok(names.has(top.tool), `${top.tool} is offered`);
    const answer = await call(top.tool, top.params ?? {});
    if (top.tool === 'advance_workflow_phase') {
      assert.equal(answer.advanced, true, JSON.stringify(answer));
      phases.push(answer.previousPhase);
    }
  }
  const after = await call('get_next_steps', { maxSuggestions: 5 });
  assert.notEqual(JSON.stringify([after.progress, after.currentPhase, after.nextActions]), before,
    `following ${top.ruleId} changed what is suggested`);
}
status = await call('get_project_status');
assert.deepEqual(phases, ['initialization', 'goal-development', 'execution', 'completion']);
assert.equal(status.overallProgress, '100%');
for (const phase of status.phases) {
  for (const step of phase.steps) {
    assert.notEqual(step.status, 'skipped', `${step.id} was not skipped`);
  }
}
const history = await call('get_history', { limit: 100 });
assert.ok(history.commits.length >= phases.length);
await client.close();
console.log(followed.join('\n'));
console.log(`drove ${phases.length} phases with ${followed.length} suggestions, none skipped`);
