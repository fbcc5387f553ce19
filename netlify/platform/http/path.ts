/** A path segment of RFC 3986 without `;`, which some servers read as the start of parameters. */
const SEGMENT = /^(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-F]{2})+$/;

/** Encodings of characters that need none (RFC 3986, section 2.3), by which one path could be written in many ways. */
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
 * Whether a path is written in the one way that every parser reads alike: no empty or dot segments, no trailing slash,
 * no backslash, no parameters, ASCII only, and percent-encoding only where it is needed, in upper case.
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
