/** The page's policy takes no code made of strings, so zod must not try: it reads this before its first schema. */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
