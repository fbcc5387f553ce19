/** In the place of the SDK's adapters for other web frameworks: functions use `awsLambda`. */
module.exports = {};
