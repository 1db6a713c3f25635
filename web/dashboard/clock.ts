/** The one place of the dashboard that asks what time it is. */
export const now = (): Date => new Date()
