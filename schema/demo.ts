/** By what the made-up shop of the first start is known, so that it can be taken away again and nothing else with it. */

/** Slugs of its surveys. */
export const DEMO_SLUGS = ['after-delivery', 'after-support', 'relationship-2026'] as const

/** Ids of its imported answers and complaints begin with it. */
export const DEMO_PREFIX = 'demo-'

/** Ids of its customers, and their addresses at a domain that reaches nobody (RFC 2606); as SQLite globs. */
export const DEMO_CUSTOMERS = { id: 'C[0-9][0-9][0-9][0-9]', email: 'customer-[0-9]*@example.com' }

/** The denominator of its complaint rates. */
export const DEMO_EXPOSURE = 'orders'
