/** A path segment of RFC 3986 without `;`, which some servers read as the start of parameters. */
const SEGMENT = /^(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-F]{2})+$/;

/**
 * Encodings of characters that need none (RFC 3986, section 2.3); they would allow several spellings of one
 * path.
 */
const NEEDLESS_ENCODING = /%(?:2D|2E|5F|7E|3\d|[46][1-9A-F]|[57][0-9A])/;

function isDecodable(segment: string): boolean {
  try {
    decodeURIComponent(segment);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether all parsers read this path alike: no empty or dot segments, no trailing slash,
 * no backslash, no parameters, ASCII only, and percent-encoding only where needed, in upper case.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2
 */
export function isCanonicalPath(path: string): boolean {
  const [before, ...segments] = path.split('/');
  return (
    before === '' &&
    segments.length > 0 &&
    segments.every(
      (segment) =>
        SEGMENT.test(segment) &&
        !/^\.{1,2}$/.test(segment) &&
        !NEEDLESS_ENCODING.test(segment) &&
        isDecodable(segment),
    )
  );
}
