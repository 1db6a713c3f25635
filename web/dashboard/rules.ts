/** The few numbers that decide what may be said; the tests behind the words are made by the service. */

/** Fewer answers than this get no verdict and a hollow mark (methods 1.4). */
export const FEWEST_FOR_A_VERDICT = 30

/** A shortfall of at least half a standard deviation (Cohen's dz, "medium", methods 3.1) is called "well short". */
export const WELL_SHORT_EFFECT = -0.5
