const { registerHooks } = require('node:module');

/** The module of netlify-cli that says where the CLI keeps the functions that it serves. */
const MODULE = /\/netlify-cli\/dist\/utils\/functions\/functions\.js$/;

const CONSTANT = "SERVE_FUNCTIONS_FOLDER = 'functions-serve'";

/**
 * Gives this CLI a folder of its own for the functions that it serves. All CLIs of a project use one folder,
 * which each empties when it starts: a second one would take the functions from the first.
 *
 * @param {string} name folder below `.netlify/`
 */
function serveFunctionsFrom(name) {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!MODULE.test(url)) return loaded;
      const source = String(loaded.source);
      if (!source.includes(CONSTANT)) throw new Error(`netlify-cli has no ${CONSTANT} any more.`);
      return {
        ...loaded,
        source: source.replace(CONSTANT, `SERVE_FUNCTIONS_FOLDER = ${JSON.stringify(name)}`),
      };
    },
  });
}

module.exports = { serveFunctionsFrom };
