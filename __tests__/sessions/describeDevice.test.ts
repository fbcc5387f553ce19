/** @jest-environment node */
import { describeDevice } from '../../netlify/sessions/describeDevice.ts';
import { FIREFOX } from '../support/userAgents.ts';

it.each([
  [FIREFOX, 'Firefox 140', 'Linux'],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    'Chrome 126',
    'Android',
  ],
  [
    'Mozilla/5.0 (Linux; U; Android 13) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.4.0',
    'Miui 14',
    'Android',
  ],
])('names the browser and the system of %s', (userAgent, browser, system) => {
  expect(describeDevice(userAgent)).toEqual({ browser, system });
});

it.each([
  ['words for the reader', 'Your account is locked. Call 555-0100 now/1 x', null],
  ['words with a system', 'Call 555-0100/3.1 (iPhone; iOS 17)', null],
  ['a name of 3000 characters', `${'x'.repeat(3000)}/1 y`, null],
  ['a version of 3000 digits', `Mozilla/5.0 Firefox/${'1'.repeat(3000)}`, 'Firefox'],
  ['a version without digits', 'Mozilla/5.0 Firefox/abc', 'Firefox'],
  ['nothing', '', null],
])('puts no text of the client into the name of a browser: %s', (_, userAgent, browser) => {
  expect(describeDevice(userAgent).browser).toBe(browser);
});
