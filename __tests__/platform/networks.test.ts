import { networkOf } from '../../netlify/platform/throttle/address.ts';

it.each([
  [
    '203.0.113.77',
    [
      '203.0.113.77',
      '::ffff:203.0.113.77',
      '::FFFF:203.0.113.77',
      '::ffff:cb00:714d',
      '0:0:0:0:0:ffff:203.0.113.77',
      ' 203.0.113.77 ',
      '[::ffff:203.0.113.77]',
    ],
  ],
  [
    '2001:0db8:0000:0001::/64',
    [
      '2001:db8:0:1::1',
      '2001:DB8::1:0:0:0:2',
      '2001:0db8:0000:0001:ffff:ffff:ffff:ffff',
      '2001:db8:0:1::',
      '2001:db8:0:1::203.0.113.7',
      '[2001:db8:0:1::1]',
      '2001:db8:0:1::1%eth0',
    ],
  ],
  ['0000:0000:0000:0000::/64', ['::1', '0:0:0:0:0:0:0:1', '::']],
  ['fe80:0000:0000:0000::/64', ['fe80::1%en0', 'fe80::2']],
  [
    undefined,
    [
      '',
      'unknown',
      '203.0.113',
      '203.0.113.077',
      '1.2.3.4, 5.6.7.8',
      ':::',
      '1.2.3.4:80',
      '[',
      '12345::',
      'localhost',
      undefined,
    ],
  ],
])('returns the network of an address: %s', (network, addresses) => {
  for (const address of addresses) expect([address, networkOf(address)]).toEqual([address, network]);
});

it('keeps neighboring networks apart', () => {
  expect(networkOf('2001:db8:0:2::1')).not.toBe(networkOf('2001:db8:0:1::1'));
  expect(networkOf('203.0.113.78')).not.toBe(networkOf('203.0.113.77'));
});
