/** Whether this is the smaller script, for scores, ratings and comments nobody has to answer; the build says so. */
declare const IS_SIMPLE: boolean
