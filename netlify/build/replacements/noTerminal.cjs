/** In the place of `node:tty` for the SDK's debug log: functions write to no terminal. */
exports.isatty = () => false;
