/** Stands in for pg in a bundle that shows what pg costs. It is imported and never used. */
const noDatabaseClient = {};

export default noDatabaseClient;
