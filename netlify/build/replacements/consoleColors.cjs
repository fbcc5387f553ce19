/** In the place of what the SDK's debug log has for terminals and browsers: functions write to neither. */
module.exports = undefined;
