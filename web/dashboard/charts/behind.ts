/** The report behind the panel that is drawn: its rows and points open that one's explanation unless they have their own. */
import { createContext } from 'preact'
import { look } from '../address.ts'
import type { Explained } from '../explaining.ts'

export const Behind = createContext<Explained | null>(null)

/** Opens an explanation, as its link would. */
export const openExplanation = (name: string): void => look({ explain: name, item: null })
