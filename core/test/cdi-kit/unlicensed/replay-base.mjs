#!/usr/bin/env node
// Replays scenario files that need two things more than ../replay.mjs has:
//
//   node replay-base.mjs URL FILE.json… [--name text] [--json OUT]
//
// "base": true in a scenario: it is played on the default app of the core (no app is made: a core without a licence
//   refuses that). {{run}} is a random text that makes names new in each run; a new database is best all the same.
// "parallel": [request, …] in a step: these requests are sent at the same moment. The answer of the step is
//   {"status": 200, "body": [{"status", "body"}, …]}, sorted: HTTP status, then bodies with "status": "OK" first.
//   "capture" reads from that list: {"id": "$[0].body.user.id"}.
// "needs": "postgres" | "licence" in a scenario is a remark: what the recorded core was started with.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  call,
  checkStep,
  fill,
  options,
  pick,
  playStep as playOne,
  withApp as inNewApp,
} from '../replay.mjs';

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const rank = ({ status, body }) => `${status} ${body?.status === 'OK' ? 0 : 1} ${JSON.stringify(body)}`;

export async function playStep(base, app, step, vars) {
  if (!step.parallel) return playOne(base, app, step, vars);
  await sleep(step.sleep ?? 3);
  const answers = await Promise.all(
    step.parallel.map((request) => {
      const r = fill(request, vars);
      return call(base, { ...r, path: (request.root ? '' : app) + r.path });
    }),
  );
  const body = answers
    .map(({ status, body: b }) => ({ status, body: b }))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const got = { status: 200, headers: {}, body, decoded: [] };
  for (const [name, path] of Object.entries(step.capture ?? {})) {
    const value = pick(body, path);
    if (value !== undefined) vars[name] = value;
    else (got.missing ??= []).push({ path, expected: `a value to capture as ${name}`, got: body });
  }
  return got;
}
export async function withApp(base, scenario, play, keep) {
  const run = randomBytes(5).toString('hex');
  if (scenario.base) return play('', { run });
  return inNewApp(base, scenario, (app, vars) => play(app, Object.assign(vars, { run })), keep);
}
export async function playScenario(base, scenario, all = false) {
  const failures = [];
  try {
    await withApp(base, scenario, async (app, vars) => {
      failures.length = 0;
      for (const [index, step] of scenario.steps.entries()) {
        let got;
        try {
          got = await playStep(base, app, step, vars);
        } catch (error) {
          if (error.constructor.name === 'Unsettled') throw error;
          failures.push({
            step: index + 1,
            note: step.note,
            request: step.path ?? 'parallel',
            differences: [{ path: 'error', got: String(error.cause ?? error) }],
          });
          if (all) continue;
          return;
        }
        const differences = checkStep(step, got, vars);
        if (!differences.length) continue;
        failures.push({
          step: index + 1,
          note: step.note,
          request: step.parallel
            ? `${step.parallel.length} × ${step.parallel[0].method} ${step.parallel[0].path}`
            : `${step.method} ${step.path}`,
          differences,
        });
        if (!all) return;
      }
    });
  } catch (error) {
    failures.push({
      step: 0,
      request: 'the app',
      differences: [{ path: 'error', got: String(error.cause ?? error) }],
    });
  }
  return failures;
}
const show = (v) => {
  const s = JSON.stringify(v);
  return s === undefined ? '(absent)' : s.length > 220 ? s.slice(0, 220) + '…' : s;
};
async function main() {
  const argv = process.argv.slice(2);
  const all = argv.includes('--all'); // go on after a difference
  const args = options(argv.filter((a) => a !== '--all'));
  const [base, ...files] = args._;
  if (!base || !files.length) {
    console.error('usage: node replay-base.mjs URL FILE.json… [--all] [--name text] [--json OUT]');
    process.exit(2);
  }
  const results = [];
  for (const file of files) {
    for (const scenario of JSON.parse(readFileSync(file, 'utf8')).filter(
      (s) => !args.name || s.name.includes(args.name),
    ))
      results.push({ file, name: scenario.name, failures: await playScenario(base, scenario, all) });
    const mine = results.filter((r) => r.file === file);
    const bad = mine.filter((r) => r.failures.length);
    console.log(`${file.split('/').at(-1)}: ${mine.length - bad.length} passed, ${bad.length} failed`);
    for (const { name, failures } of bad) {
      console.log(`  ✗ ${name}`);
      for (const f of failures) {
        console.log(`    step ${f.step}: ${f.request}${f.note ? ` (${f.note})` : ''}`);
        for (const d of f.differences)
          console.log(`      ${d.path}: expected ${show(d.expected)}, got ${show(d.got)}`);
      }
    }
  }
  const failed = results.filter((r) => r.failures.length).length;
  console.log(`total: ${results.length - failed} passed, ${failed} failed`);
  if (args.json) writeFileSync(args.json, JSON.stringify(results, null, 1));
  process.exit(failed ? 1 : 0);
}
if (process.argv[1] && fileURLToPath(import.meta.url) === resolve(process.argv[1])) await main();
