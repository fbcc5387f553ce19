const { default: NormalisedUrlPath } = require('supertokens-node/lib/build/normalisedURLPath');

/** A path that has only one spelling: no dot segments, escapes or slash at the end. */
const NORMAL = /^(?:\/\.?[\w-]+)*$/;

/**
 * In the place of the SDK's normalized paths, which it makes several of for each request. For each it throws
 * and catches an error and parses two addresses, although most paths are normal already.
 */
class UrlPath {
  /** @param {string} path */
  constructor(path) {
    this.value = NORMAL.test(path) ? path : new NormalisedUrlPath(path).getAsStringDangerous();
  }

  /** @param {UrlPath} other */
  startsWith(other) {
    return this.value.startsWith(other.value);
  }

  /** @param {UrlPath} other */
  appendPath(other) {
    return new UrlPath(this.value + other.value);
  }

  getAsStringDangerous() {
    return this.value;
  }

  /** @param {UrlPath} other */
  equals(other) {
    return this.value === other.value;
  }

  isARecipePath() {
    return this.value.split('/').slice(1, 3).includes('recipe');
  }
}

exports.__esModule = true;
exports.default = UrlPath;
