/** The languages in which the survey pages have words of their own; an owner's wordings may be in any. */
export const SURVEY_LANGUAGES = ['en', 'zh-CN', 'zh-TW', 'es', 'fr', 'de', 'ja', 'ar'] as const
