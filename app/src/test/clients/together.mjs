// A goal becomes a specification, the specification tasks, and agents do them: three servers, each a process of its own, agents that
// are processes too, and a person with an editor, all on one state.
//
// node together.mjs PROJECT AGENTS LAUNCHER…      LAUNCHER…: the words that start 'workflow'
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const AGENT = '--agent';

/** A server of this project, started as a process of its own; gives a function that calls its tools. */
async function server(launcher, project, name, who, ...more) {
  const [command, ...words] = launcher;
  const client = new Client({ name: who, version: '1' });
  const args = [...words, 'mcp', name, '--project', project, ...more];
  await client.connect(new StdioClientTransport({ command, args, stderr: 'inherit' }));
  const call = async (tool, given = {}) => {
    const result = await client.callTool({ name: tool, arguments: given }, { timeout: 120_000 });
    assert.ok(!result.isError, `${tool} ${JSON.stringify(given)}: ${JSON.stringify(result.content)}`);
    return result.structuredContent;
  };
  call.close = () => client.close();
  return call;
}

/** An agent: takes tasks, does them, proves them, until nothing is left. One of them stops with a task in its hands. */
async function agent(name, project, fate, launcher) {
  const tasks = await server(launcher, project, 'task-executor', name);
  while (true) {
    const { task, token, because } = await tasks('next_task', { workflowName: 'sign-in', agent: name });
    if (!task) {
      if (because.startsWith('Every task of')) break;
      await pause(150);
      continue;
    }
    if (fate === 'dies') {
      console.log(`${name} holds ${task.id}`);
      await new Promise(() => setInterval(() => {}, 1_000)); // until somebody kills it
    }
    appendFileSync(join(project, 'src', `task-${task.id}.txt`), `${task.description}\n`);
    await tasks('complete_task', { workflowName: 'sign-in', taskId: task.id, token, notes: `Written by ${name}.` });
    const proved = await tasks('verify_task', { workflowName: 'sign-in', taskId: task.id });
    assert.equal(proved.verification?.status ?? proved.status, 'passed', JSON.stringify(proved));
  }
  await tasks.close();
}

/** What a person would answer: the first option, a number in range, or a sentence. */
function said(question) {
  const { type, options, min, max, default: usual } = question;
  if (usual !== undefined && usual !== '' && !(Array.isArray(usual) && usual.length === 0)) return usual;
  if (options?.length) return /choices|list|many/.test(type) ? [options[0].value] : options[0].value;
  if (/texts|list/.test(type)) return ['Sign in', 'Sign out'];
  if (/bool/.test(type)) return true;
  if (/int|number/.test(type)) return Math.max(min ?? 1, Math.min(max ?? 3, 2));
  return 'Customers sign in with their name and a password, within two seconds.';
}

async function main(project, agents, launcher) {
  const workflow = (...words) =>
    execFileSync(launcher[0], [...launcher.slice(1), ...words], { cwd: project, encoding: 'utf8' });
  mkdirSync(join(project, '.ai-planning'), { recursive: true });
  mkdirSync(join(project, 'src'));
  writeFileSync(join(project, 'check.sh'), 'for file in src/*.txt; do test -s "$file" || exit 1; done\n');
  writeFileSync(
    join(project, '.ai-planning', 'checks.yaml'),
    'checks:\n  - {id: written, run: [sh, check.sh], covers: [check.sh]}\nrequires:\n  - {constraints: false}\n');

  const [planning, specs, tasks] = await Promise.all([
    server(launcher, project, 'project-management', 'lead'),
    server(launcher, project, 'spec-driven', 'lead'),
    server(launcher, project, 'task-executor', 'lead', '--toolsets', 'edit,workflows'),
  ]);

  // A goal, and what shows that it is reached.
  await planning('initialize_project_orchestration', { projectName: 'Shop' });
  await planning('create_potential_goal', { goalName: 'Sign in', impactScore: 'High', effortScore: 'Low' });
  await planning('promote_to_selected', { potentialGoalFile: 'G-01' });
  await planning('prepare_spec_handoff', { goalId: 'G-01' });

  // The goal becomes a specification with tasks.
  let at = await specs('sdd_guide', {
    action: 'start',
    scenario: 'bug-fix',
    budget: 3,
    description: 'Customers cannot sign in',
    goal_context: { goalId: 'G-01', goalName: 'Sign in' },
  });
  for (let asked = 0; at.question; asked++) {
    assert.ok(asked < 200, JSON.stringify(at.question));
    at = await specs('sdd_guide', { action: 'answer', question: at.question.id, response: said(at.question) });
  }
  assert.ok(at.completed, JSON.stringify(at));

  // The specification becomes a workflow of tasks; a person approves the command that proves them.
  const begun = await tasks('create_workflow', { name: 'sign-in', feature: '001' });
  const { checks } = JSON.parse(workflow('tasks', 'checks', '--json'));
  workflow('tasks', 'approve', 'written', '--fingerprint', checks[0].fingerprint);
  const total = begun.summary.totalTasks;

  // One agent dies with a task in its hands; whoever leads takes it away from it.
  const started = (name, fate) =>
    spawn(process.execPath, [fileURLToPath(import.meta.url), AGENT, name, project, fate, ...launcher], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
  const dying = started('dora', 'dies');
  const [held] = await once(dying.stdout.setEncoding('utf8'), 'data');
  process.kill(-dying.pid, 'SIGKILL'); // its server too
  const lost = held.trim().split(' ').at(-1);
  await tasks('change_task', { workflowName: 'sign-in', taskId: lost, action: 'take-away', reason: 'dora does not answer' });

  // A person adds a task to the plan, in an editor, while the others work.
  const plan = join(project, 'temp', 'workflows', 'sign-in', 'plan.md');
  await until(() => readFileSync(plan, 'utf8').includes('- ['));
  appendFileSync(plan, '- [ ] Tell the customers\n');
  const ended = ['ana', 'ben', 'carl'].slice(0, agents - 1).map((name) => once(started(name, 'works'), 'exit'));
  for (const [code] of await Promise.all(ended)) assert.equal(code, 0);
  const status = await tasks('get_workflow_status', { workflowName: 'sign-in', limit: 100 });
  assert.deepEqual(status.tasks.map((task) => task.status), Array(total + 1).fill('verified'), JSON.stringify(status.tasks));

  // Archived; the goal is at 100 percent for whoever asks.
  const isActive = async () => (await tasks('list_workflows')).workflows.some(({ name, status }) => name === 'sign-in' && status === 'active');
  const goal = async () => JSON.stringify(await planning('view_goals_dashboard'));
  const archived = await tasks('archive_workflow', { workflowName: 'sign-in' });
  assert.match(archived.message, /retrospective of G-01/);
  assert.match(await goal(), /"progress":100/);

  // The last step is taken back, and made again.
  const back = await tasks('undo', { revision: archived.revision });
  assert.ok(await isActive());
  await tasks('undo', { revision: back.revision });
  assert.ok(!(await isActive()));
  assert.match(await goal(), /"progress":100/);

  // The history tells all of it, from first to last.
  const history = [];
  for (let before; ;) {
    const page = await planning('get_history', { limit: 40, ...(before && { before }) });
    history.unshift(...page.commits.reverse());
    if (!page.before) break;
    before = page.before;
  }
  const told = JSON.stringify(history);
  assert.deepEqual(history.map((commit) => commit.revision), Array.from(history, (_, i) => i + 1));
  for (const words of ['Sign in', 'create_workflow', 'take-away', 'verified task', 'archived the workflow', 'edited on disk']) {
    assert.ok(told.includes(words), `${words}: ${told}`);
  }
  await Promise.all([planning, specs, tasks].map((one) => one.close()));
  console.log(`a goal, ${total + 1} tasks, ${agents} agents, one killed, a plan edited by hand: all verified and archived,`
    + ` undone and done again, in ${history.length} commits`);
}

async function until(holds) {
  for (let tries = 0; tries < 200; tries++) {
    try {
      if (await holds()) return;
    } catch (e) {
      if (e.code !== 'ENOENT') throw e;
    }
    await pause(50);
  }
  assert.fail(`it did not come: ${holds}`);
}

const [first, ...rest] = process.argv.slice(2);
if (first === AGENT) {
  const [name, project, fate, ...launcher] = rest;
  await agent(name, project, fate, launcher);
} else {
  const [agents, ...launcher] = rest;
  await main(first, Number(agents), launcher);
}
