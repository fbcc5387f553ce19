/** In place of what negotiator has for other headers than Accept-Language. */
module.exports = undefined;
