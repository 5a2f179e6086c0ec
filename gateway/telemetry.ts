/**
 * Import this before `@apollo/gateway`: without it that package sends measurements to its vendor. Whoever runs
 * Couture decides what leaves the house.
 */
process.env['APOLLO_TELEMETRY_DISABLED'] = '1'
