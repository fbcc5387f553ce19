import { renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the browser's package unpacks its own fonts, which have Latin letters only. */
const OWN_FONTS = join(tmpdir(), 'fonts');

const config = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${OWN_FONTS}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${OWN_FONTS}-cache</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>Open Sans</string></edit>
  </match>
</fontconfig>
`;

/**
 * Lets the browser of the tests use the fonts of the machine for what its own lack: without them Arabic is
 * invisible, and so is every fault in it.
 */
export function addMachineFonts(): void {
  if (process.env.FONTCONFIG_FILE !== undefined) return;
  const file = join(tmpdir(), 'browser-fonts.conf');
  const ownCopy = `${file}.${process.pid}`;
  writeFileSync(ownCopy, config);
  // All processes share the file, so each puts a whole one in its place.
  renameSync(ownCopy, file);
  process.env.FONTCONFIG_FILE = file;
}
