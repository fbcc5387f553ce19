const { registerHooks } = require('node:module');

/**
 * A change to the source of a program that has no option for it: one text of one module, or of those modules
 * that have it.
 *
 * @typedef {{ module: RegExp, text: string, replacement: string, isInSome?: true }} Change
 */

/**
 * Changes modules of a program when they are loaded. A module without the text that is to be changed throws.
 *
 * @param {string} program its package, for the message
 * @param {readonly Change[]} changes
 */
exports.changeSource = (program, changes) => {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const wanted = changes.filter(({ module }) => module.test(url));
      if (wanted.length === 0) return loaded;
      let source = String(loaded.source);
      for (const { text, replacement, isInSome = false } of wanted) {
        if (!isInSome && !source.includes(text)) throw new Error(`${program} has no ${text} any more.`);
        source = source.replace(text, () => replacement);
      }
      return { ...loaded, source };
    },
  });
};
