/** For work beside a request: it leaves only when the code that made it lets go of the thread. */
export const underWay = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
