/** A form to report a problem with, worked to closure afterwards. */
import { both, LOCALES, type Template } from './template.ts'

export const CATEGORIES = ['late', 'item', 'reply', 'bill', 'staff', 'other'].map((key) => ({
  key,
}))

export const complaintForm: Template = {
  key: 'complaint-form',
  name: both('Complaint form', '投诉表单'),
  about: both(
    'For a link on the website: what it is about, what happened, where to reply. Each opens a case.',
    '放在网站上的链接：哪方面的问题、具体情况、如何联系。每份都会建立一件投诉。',
  ),
  definition: {
    title: both('Tell us what went wrong', '问题反馈'),
    locales: LOCALES,
    program: 'transactional',
    questions: [{ key: 'problem', type: 'complaint', categories: CATEGORIES, contact: true }],
  },
}
