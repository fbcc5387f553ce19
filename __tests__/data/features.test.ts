/** @jest-environment node */
import { globSync } from 'node:fs';
import { accountData } from '../../config/contracts/data.ts';
import * as features from '../../netlify/data/features.ts';
import type { UserData } from '../../netlify/platform/userData.ts';

const listed: [string, UserData][] = Object.entries(features);

test('all features that store data of users are listed', async () => {
  const files = globSync('netlify/*/userData.ts').filter((file) => !file.includes('platform'));
  const modules = files.map((file) => import(`../../${file}`) as Promise<Record<string, UserData>>);
  const exported = (await Promise.all(modules)).flatMap((module) => Object.values(module));
  expect(exported.length).toBeGreaterThan(0);
  expect(new Set(listed.map(([, data]) => data))).toEqual(new Set(exported));
});

test('no feature has the name of another part of the export', () => {
  expect(listed.map(([name]) => name).filter((name) => name in accountData.shape)).toEqual([]);
});
