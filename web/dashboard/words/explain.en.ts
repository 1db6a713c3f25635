/** The words behind a figure in English. */
import type { Wording } from './voice.ts'

export const explainEn = {
  'explain.title': 'How this is computed',
  'explain.of.nps': 'Net Promoter Score',
  'explain.of.gaps': 'Gap between what was expected and what was got',
  'explain.of.ratings': 'Ratings',
  'explain.of.choices': 'Choices',
  'explain.of.importance': 'Importance and performance',
  'explain.of.drivers': 'What goes with the outcome',
  'explain.of.themes': 'Themes of comments',
  'explain.of.response-rate': 'Completion rate',
  'explain.of.quality': 'Quality of the answers',
  'explain.of.trend': 'Complaint rate and its limits',
  'explain.of.pareto': 'Complaints by category',
  'explain.of.resolution': 'Time to resolution',
  'explain.of.voicing': 'Unhappy customers who complain',
  'explain.formula.nps':
    'NPS = 100 × (promoters − detractors) ÷ n. Promoters gave 9 or 10, detractors 0 to 6. The interval is the adjusted Wald one (n + 3, ¾ more on either side), wider where more than a tenth of the answers are repeats. Two scores are compared by the interval of their difference; among groups the p-values are adjusted by Benjamini and Hochberg.',
  'explain.formula.gaps':
    'Gap = mean of got − expected over the people who answered both, with a paired t interval. Effect size = gap ÷ standard deviation. A dimension is the mean of a person’s items, at least half of them answered. A change of the gap = change of got − change of expected. Verdicts are adjusted by Benjamini and Hochberg within the panel.',
  'explain.formula.ratings':
    'Mean with a Student t interval. Top box = the share of answers from the cut on, with a Wilson interval. Means are compared by Welch’s test, shares by Newcombe’s; among groups the p-values are adjusted by Benjamini and Hochberg.',
  'explain.formula.choices':
    'Share of an option = the people who chose it ÷ the people who answered the question, with a Wilson interval; where several could be chosen, the shares add up to more than 100%. Points: the mean of what people gave, brought to 100 each, with a Student t interval. Shares are compared by Newcombe’s method, means by Welch’s test; among the options of a question, and among its groups, the p-values are adjusted by Benjamini and Hochberg.',
  'explain.formula.importance':
    'Each item by its mean importance and its mean performance, both with a t interval. The lines stand at the means of the items. Borderline: an interval touches a line. Derived importance: Johnson’s relative weights.',
  'explain.formula.drivers':
    'Johnson’s relative weights: the share of R² that goes with each dimension, from people with all scores. Needs 50 answers, 10 per dimension and an R² of .05. It goes with the outcome; it need not cause it.',
  'explain.formula.themes':
    'Share = comments with a word of the theme’s list ÷ all comments of that language, with a Wilson interval. A comment may name several themes. Typical words: weighted log-odds against the other group, shown from |z| ≥ 2.58.',
  'explain.formula.response-rate':
    'Finished ÷ begun, with a Wilson interval. An open link has no response rate: nobody knows how many saw it.',
  'explain.formula.quality':
    'Straight-lined: three pairs or more, all expected equal and all got equal. Fast: finished in less than a third of the median time. Alpha: Cronbach, from 30 complete answers on.',
  'explain.formula.trend':
    'Rate = complaints ÷ what they are divided by. Limits = centre ± 3 standard errors, widened by how much periods vary beyond chance (Laney). The limits come from ordinary times and stay. An alert: a point beyond a limit, or the moving average (EWMA) beyond its own.',
  'explain.formula.pareto':
    'Share of each category in all complaints of these days, the largest first. Differences to the period before: Newcombe, adjusted by Benjamini and Hochberg.',
  'explain.formula.resolution':
    'Kaplan and Meier: days from opening to resolution, with open cases counted for as long as they have been open. The interval is the log-log one.',
  'explain.formula.voicing':
    'Complaints opened ÷ answers with a recommendation of 6 or less, or satisfaction in the lowest quarter of its scale; Wilson interval.',
  'explain.inputs': 'What went in',
  'explain.n': 'Answers (n)',
  'explain.successes': 'Finished',
  'explain.open': 'Still open',
  'explain.unhappy': 'Unhappy answers',
  'explain.exposure': 'Base',
  'explain.comparisons': 'Comparisons',
  'explain.answers': 'Answers of one customer',
  'explain.answers.all': 'All count',
  'explain.answers.latest': 'Only the latest counts',
  'explain.low-effort': 'Low-effort answers',
  'explain.low-effort.kept': 'Counted',
  'explain.low-effort.excluded': 'Left out',
  'explain.confidence': 'Confidence of intervals',
  'explain.excluded': 'What was left out',
  'explain.excluded.none': 'Nothing.',
  'explain.no-opinion': 'No opinion',
  'explain.missing': 'Not answered',
  'explain.half': 'Half a pair',
  'explain.withdrawn': 'Withdrawn or duplicate',
  'explain.dropped': 'With impossible times',
  'explain.dropped.points': 'Far too few or too many points',
  'explain.suppressed': 'Groups too small to show',
  'explain.cases': 'The complaints behind this',
  'explain.cases.none': 'There are none.',
  'explain.rows': 'See the rows behind this',
  'explain.rows.json': 'The rows as JSON',
} as const satisfies Readonly<Record<string, Wording>>
