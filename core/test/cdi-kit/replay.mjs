#!/usr/bin/env node
// Conformance replay for the SuperTokens Core Driver Interface (CDI 5.4).
//
//   node replay.mjs URL [--dir public] [--only recipe[,recipe]] [--name text] [--jobs 1] [--json OUT] [--keep]
//
//   URL      base address of the core under test, e.g. http://127.0.0.1:3567
//   --dir    folder with the recorded scenario files (default: the first of public/, scenarios/ that exists)
//   --only   play only these files (name without .json)      --name  play only scenarios whose name contains the text
//   --jobs   scenarios played at the same time (default 1)    --json  write all results to OUT as JSON
//   --keep   do not remove the apps afterwards
//
// Each scenario gets its own app (PUT /recipe/multitenancy/app/v2); its steps are played in order under /appid-<id>.
// Prints "N passed, M failed" per file and, for each failed scenario, the step, the path of each difference and what was
// expected and got.  Exit status: 0 all green, 1 any failure, 2 usage.  Needs Node 20+, nothing else.
// The format of the scenario files is described in README.md.
import { createHash, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { authenticator } from './authenticator.mjs';

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const isObject = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);
const show = (v) => {
  const s = JSON.stringify(v);
  return s === undefined ? '(absent)' : s.length > 300 ? s.slice(0, 300) + '…' : s;
};

// ---------------------------------------------------------------- values: {{name}} placeholders and $.paths
/** Replaces {{name}} by the captured value; a string that is only a placeholder keeps the type of the value. */
export function fill(value, vars) {
  if (Array.isArray(value)) return value.map((v) => fill(v, vars));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [fill(k, vars), fill(v, vars)]));
  if (typeof value !== 'string') return value;
  const get = (name) => {
    if (!(name in vars)) throw new Error(`unknown placeholder {{${name}}}`);
    return vars[name];
  };
  const whole = /^\{\{(\w+)\}\}$/.exec(value);
  return whole ? get(whole[1]) : value.replace(/\{\{(\w+)\}\}/g, (_, name) => String(get(name)));
}
/** Reads "$.a.b[0].c" from a value; undefined when absent. */
export function pick(value, path) {
  return (path.match(/[^.[\]$]+/g) ?? []).reduce(
    (v, key) => (v === null || v === undefined ? undefined : v[key]),
    value,
  );
}

// ---------------------------------------------------------------- computed inputs
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
function base32(text) {
  const bits = [...text.replace(/=+$/, '')]
    .map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => parseInt(b, 2)));
}
async function totp({ totp: secret, period = 30, at = 0 }, vars) {
  const left = period * 1000 - (Date.now() % (period * 1000));
  if (!vars.totpStarted && left < 8000) await sleep(left + 50); // a scenario does not begin shortly before its codes change
  vars.totpStarted = true;
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / period) + at));
  const mac = createHmac('sha1', base32(secret)).update(counter).digest();
  const offset = mac[19] & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1e6).padStart(6, '0');
}
async function compute(spec, vars) {
  if ('totp' in spec) return totp(spec, vars);
  if ('sha256' in spec)
    return createHash('sha256')
      .update(Buffer.from(spec.sha256, spec.from ?? 'utf8'))
      .digest(spec.to ?? 'hex');
  if ('now' in spec) return Date.now() + spec.now;
  if ('passkey' in spec) return authenticator(spec); // a software authenticator, see authenticator.mjs
  throw new Error(`unknown compute directive ${show(spec)}`);
}

// ---------------------------------------------------------------- comparing
const MATCH = {
  any: () => true,
  uuid: (v, m) =>
    typeof v === 'string' &&
    v.endsWith(m.suffix ?? '') &&
    /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(v.slice(0, v.length - (m.suffix ?? '').length)),
  ms: (v, m) => Number.isInteger(v) && Math.abs(v - Date.now() - (m.offset ?? 0)) < 120e3,
  s: (v, m) => Number.isInteger(v) && Math.abs(v - Date.now() / 1000 - (m.offset ?? 0)) < 120,
  int: (v, m) => Number.isInteger(v) && v >= (m.min ?? -Infinity) && v <= (m.max ?? Infinity),
  jwt: (v) => typeof v === 'string' && /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(v),
  base64: (v, m) => typeof v === 'string' && /^[\w+/-]+={0,2}$/.test(v) && v.length >= (m.minLength ?? 1),
  string: (v, m) =>
    typeof v === 'string' && v.length >= (m.minLength ?? 0) && (!m.pattern || new RegExp(m.pattern).test(v)),
};
/** All differences between an expectation and a value, as {path, expected, got}. */
export function diff(want, got, vars, path = '$') {
  const bad = (expected = want) => [{ path, expected, got }];
  if (isObject(want) && '$match' in want) return MATCH[want.$match](got, want) ? [] : bad();
  if (isObject(want) && '$same' in want)
    return got === vars[want.$same] ? [] : bad({ ...want, value: vars[want.$same] });
  if (isObject(want) && ('$unordered' in want || '$contains' in want)) {
    const items = want.$unordered ?? want.$contains;
    if (!Array.isArray(got) || (want.$unordered && got.length !== items.length)) return bad();
    const rest = [...got];
    return items.flatMap((item, i) => {
      const at = rest.findIndex((g) => diff(item, g, vars).length === 0);
      if (at < 0) return [{ path: `${path}[${i}, any order]`, expected: item, got: rest }];
      rest.splice(at, 1);
      return [];
    });
  }
  if (Array.isArray(want)) {
    if (!Array.isArray(got)) return bad();
    const length =
      want.length === got.length ? [] : [{ path: path + '.length', expected: want.length, got: got.length }];
    return [
      ...length,
      ...want.slice(0, got.length).flatMap((w, i) => diff(w, got[i], vars, `${path}[${i}]`)),
    ];
  }
  if (isObject(want)) {
    if (!isObject(got)) return bad();
    const keys = new Set([...Object.keys(want), ...Object.keys(got)]);
    return [...keys].flatMap((k) =>
      !(k in want)
        ? [{ path: `${path}.${k}`, expected: '(absent)', got: got[k] }]
        : !(k in got)
          ? [{ path: `${path}.${k}`, expected: want[k], got: '(absent)' }]
          : diff(want[k], got[k], vars, `${path}.${k}`),
    );
  }
  const literal = typeof want === 'string' ? fill(want, vars) : want;
  return literal === got ? [] : bad(literal);
}

// ---------------------------------------------------------------- playing
/** While apps come and go the reference core (in-memory database) sometimes answers 500 "table is locked" or 400 "not found" for
 *  an app that exists. Such a scenario is played again in a new app. */
class Unsettled extends Error {}
export async function call(base, { method, path, headers = {}, query, body, rawBody }) {
  const url = base.replace(/\/$/, '') + path + (query ? '?' + new URLSearchParams(query) : '');
  const all = { 'cdi-version': '5.4', ...headers };
  let payload = rawBody;
  if (body !== undefined) payload = JSON.stringify(body);
  if (payload !== undefined && !('content-type' in all))
    all['content-type'] = 'application/json; charset=utf-8';
  for (const k of Object.keys(all)) if (all[k] === null) delete all[k];
  const res = await fetch(url, { method, headers: all, body: payload, redirect: 'manual' });
  const text = await res.text();
  const app = /^\/appid-(s-[0-9a-f]{12})\//.exec(path)?.[1];
  if (
    (res.status === 500 && text.includes('SQLITE_LOCKED')) ||
    (res.status === 400 && text.includes(`(, ${app}, public)`))
  )
    throw new Unsettled(text);
  const json = (res.headers.get('content-type') ?? '').includes('json');
  return {
    status: res.status,
    headers: Object.fromEntries(res.headers),
    body: json ? JSON.parse(text) : { $text: text.replace(/\r?\n$/, '') },
  };
}
/** Decodes a JWT into {header, payload}; checks the signature against the app's jwks.json when asked. */
async function decode(base, app, token, check) {
  if (typeof token !== 'string' || token.split('.').length !== 3) return { error: 'not a JWT' };
  const [h, p, sig] = token.split('.');
  const [header, payload] = [h, p].map((part) => JSON.parse(Buffer.from(part, 'base64url')));
  if (!check) return { header, payload };
  const { body } = await call(base, { method: 'GET', path: app + '/.well-known/jwks.json' });
  const jwk = body.keys?.find((k) => k.kid === header.kid);
  const signature = jwk
    ? verify(
        'RSA-SHA256',
        `${h}.${p}`,
        createPublicKey({ key: jwk, format: 'jwk' }),
        Buffer.from(sig, 'base64url'),
      )
    : 'no such kid';
  return { header, payload, signature: signature === true ? 'valid' : signature || 'invalid' };
}
/** Plays one step; returns what came back, with the decoded tokens. Updates vars with the captures. */
export async function playStep(base, app, step, vars) {
  if (step.sleep) await sleep(step.sleep);
  await sleep(3); // two steps never fall into the same millisecond, so that orders by time are well defined
  for (const [name, spec] of Object.entries(step.compute ?? {})) {
    vars[name] = await compute(fill(spec, vars), vars);
    if (spec.passkey) vars[name + 'Id'] = vars[name].id;
  }
  const request = fill(
    {
      method: step.method,
      path: step.path,
      headers: step.headers,
      query: step.query,
      body: step.body,
      rawBody: step.rawBody,
    },
    vars,
  );
  request.path = (step.root ? '' : app) + request.path;
  const got = await call(base, request);
  for (const [name, path] of Object.entries(step.capture ?? {})) {
    const value = path === '$text' ? got.body.$text : pick(got.body, path);
    if (value !== undefined) vars[name] = value;
    else (got.missing ??= []).push({ path, expected: `a value to capture as ${name}`, got: got.body });
  }
  got.decoded = [];
  for (const d of step.decode ?? []) {
    const token = await decode(base, app, pick(got.body, d.jwt), d.verify);
    for (const [name, path] of Object.entries(d.capture ?? {})) vars[name] = pick(token, path);
    got.decoded.push(token);
  }
  return got;
}
export function checkStep(step, got, vars) {
  const wanted = step.expect;
  if (wanted.status === 500) return []; // the recorded core itself fails here (a defect): nothing to compare with
  return [
    ...(got.status === wanted.status
      ? []
      : [{ path: 'HTTP status', expected: wanted.status, got: got.status }]),
    ...diff(wanted.body, got.body, vars),
    ...Object.entries(wanted.headers ?? {}).flatMap(([k, v]) => diff(v, got.headers[k], vars, `header ${k}`)),
    ...(step.decode ?? []).flatMap((d, i) => diff(d.expect, got.decoded[i], vars, `jwt(${d.jwt})`)),
    ...(got.missing ?? []),
  ];
}
export async function withApp(base, scenario, play, keep = false, tries = 5) {
  try {
    return await inApp(base, scenario, play, keep);
  } catch (error) {
    if (!(error instanceof Unsettled) || tries <= 1) throw error;
    return withApp(base, scenario, play, keep, tries - 1);
  }
}
async function inApp(base, scenario, play, keep) {
  const appId = 's-' + randomBytes(6).toString('hex');
  const vars = { appId };
  const created = await call(base, {
    method: 'PUT',
    path: '/recipe/multitenancy/app/v2',
    body: { appId, coreConfig: {}, ...scenario.app },
  });
  if (created.body?.createdNew !== true) throw new Error(`cannot create the app: ${show(created)}`);
  try {
    return await play(`/appid-${appId}`, vars);
  } finally {
    if (!keep) await removeApp(base, appId).catch(() => {});
  }
}
async function removeApp(base, appId) {
  const { body } = await call(base, {
    method: 'GET',
    path: `/appid-${appId}/recipe/multitenancy/tenant/list/v2`,
  });
  for (const { tenantId } of body.tenants ?? [])
    if (tenantId !== 'public')
      await call(base, {
        method: 'POST',
        path: `/appid-${appId}/recipe/multitenancy/tenant/remove`,
        body: { tenantId },
      });
  await call(base, { method: 'POST', path: '/recipe/multitenancy/app/remove', body: { appId } });
}
/** Plays a scenario to its first failing step; returns the failure or null. */
async function playScenario(base, scenario, keep) {
  let at = null;
  try {
    return await withApp(
      base,
      scenario,
      async (app, vars) => {
        for (const [index, step] of scenario.steps.entries()) {
          at = { step: index + 1, request: `${step.method} ${step.path}`, note: step.note };
          const got = await playStep(base, app, step, vars);
          const differences = checkStep(step, got, vars);
          if (differences.length)
            return { ...at, differences, answer: { status: got.status, body: got.body } };
        }
        return null;
      },
      keep,
    );
  } catch (error) {
    return {
      step: 0,
      request: 'creating the app',
      ...at,
      differences: [{ path: 'error', expected: 'an answer', got: String(error.cause ?? error) }],
    };
  }
}
export async function inParallel(items, jobs, work) {
  const queue = [...items.entries()];
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (let e; (e = queue.shift());) await work(e[1], e[0]);
    }),
  );
}

// ---------------------------------------------------------------- command line
export function options(argv) {
  const args = { _: [] };
  for (let i = 0; i < argv.length; i++) {
    if (!argv[i].startsWith('--')) args._.push(argv[i]);
    else if (argv[i] === '--keep') args.keep = true;
    else args[argv[i].slice(2)] = argv[++i];
  }
  return args;
}
async function main() {
  const args = options(process.argv.slice(2));
  const base = args._[0];
  const here = dirname(fileURLToPath(import.meta.url));
  const dir = args.dir
    ? resolve(args.dir)
    : ['public', 'scenarios'].map((d) => join(here, d)).find(existsSync);
  if (!base || !dir) {
    console.error(
      'usage: node replay.mjs URL [--dir D] [--only recipe] [--name text] [--jobs N] [--json OUT] [--keep]',
    );
    process.exit(2);
  }
  const only = args.only?.split(',');
  const report = [];
  for (const file of readdirSync(dir)
    .filter((f) => f.endsWith('.json') && (!only || only.includes(f.slice(0, -5))))
    .sort()) {
    const scenarios = JSON.parse(readFileSync(join(dir, file), 'utf8')).filter(
      (s) => !args.name || s.name.includes(args.name),
    );
    const results = [];
    await inParallel(scenarios, Number(args.jobs ?? 1), async (scenario, i) => {
      results[i] = { file, name: scenario.name, failure: await playScenario(base, scenario, args.keep) };
    });
    const failed = results.filter((r) => r.failure);
    console.log(
      `${file.slice(0, -5).padEnd(20)} ${results.length - failed.length} passed, ${failed.length} failed`,
    );
    for (const { name, failure: f } of failed) {
      console.log(`  ✗ ${name}\n    step ${f.step}: ${f.request}${f.note ? ` (${f.note})` : ''}`);
      for (const d of f.differences)
        console.log(`      ${d.path}\n        expected ${show(d.expected)}\n        got      ${show(d.got)}`);
    }
    report.push(...results);
  }
  const failures = report.filter((r) => r.failure).length;
  console.log(`total: ${report.length - failures} passed, ${failures} failed`);
  if (args.json)
    writeFileSync(
      args.json,
      JSON.stringify(
        { url: base, passed: report.length - failures, failed: failures, results: report },
        null,
        1,
      ),
    );
  process.exit(failures ? 1 : 0);
}
if (process.argv[1] && fileURLToPath(import.meta.url) === resolve(process.argv[1])) await main();
