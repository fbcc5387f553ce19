/**
 * What TypeScript writes into each ES5 module of the SDK. scripts/shared-helpers.cjs makes the modules
 * require this one instead.
 */
export { __assign, __awaiter, __extends, __generator } from 'tslib';
