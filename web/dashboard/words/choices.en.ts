/** The words about choices and shared points in English. */
import type { Wording } from './voice.ts'

export const choicesEn = {
  'choices.gone': '{option} (no longer offered)',
  'choices.own-words': 'Read what they wrote themselves',
  'choices.headline.one': '{option} is chosen most: by {value}, between {low} and {high}.',
  'choices.headline.several': '{option} is named most: by {value}, between {low} and {high}.',
  'choices.headline.points':
    '{option} gets the most points: {value} of 100, between {low} and {high}.',
  'choices.tied.choice': '{options} are chosen most, by {value} each.',
  'choices.tied.points': '{options} get the most points, {value} of 100 each.',
  'choices.nobody': 'Nobody has answered this question in these days',
  'choices.most.choice': { one: '{options} is chosen most', other: '{options} are chosen most' },
  'choices.most.points': {
    one: '{options} gets the most points',
    other: '{options} get the most points',
  },
  'choices.changed': '{option} ({by})',
  'choices.change.more': 'Clearly more than in the period before: {options}.',
  'choices.change.less': 'Clearly less than in the period before: {options}.',
  'choices.change.none': 'Nothing clearly changed since the period before.',
  'choices.change.unclear': 'no clear change',
  'choices.points.choice': '{value} points',
  'choices.points.points': '{value} points',
  'choices.between': '{low} to {high}',
  'choices.all.name': 'All choices',
  'choices.all.title': {
    one: '{n} choice question in this survey',
    other: '{n} choice questions in this survey',
  },
  'choices.all.line':
    'Choose one to see it below; bars: the share of what is chosen most, or its points of 100',
  'choices.question': 'Question',
  'choices.leader': 'Chosen most',
  'choices.figure': 'Figure',
  'choices.figure.choice': 'Share, %',
  'choices.figure.points': 'Points',
  'choices.option.choice': 'Option',
  'choices.option.points': 'Dimension',
  'choices.options.name.choice': 'Answers by option',
  'choices.options.name.points': 'Points by dimension',
  'choices.options.line.choice': 'Share of the people who answered, with 95% interval · n = {n}',
  'choices.options.line.points': 'Mean points, of 100 each, with 95% interval · n = {n}',
  'choices.count': 'Chose it',
  'choices.change': 'Since before',
  'choices.verdict.clear-rise': 'Clearly more than before',
  'choices.verdict.clear-fall': 'Clearly less than before',
  'choices.verdict.no-clear-change': 'No clear change',
  'choices.verdict.none': 'Not compared',
  'choices.pick': 'Choose a row to see it in groups and over time.',
  'choices.several': 'Several answers were possible, so the shares add up to more than 100%.',
  'choices.dropped': {
    one: '{n} person shared out far too few or too many points and is not counted.',
    other: '{n} people shared out far too few or too many points and are not counted.',
  },
  'choices.groups.name': 'Choice by {segment}',
  'choices.groups.line.choice':
    '{option}: share in % with 95% interval · dashed line: everyone {value}',
  'choices.groups.line.choice.languages': '{option}: share in % with 95% interval',
  'choices.groups.line.points':
    '{option}: mean points with 95% interval · dashed line: everyone {value}',
  'choices.groups.line.points.languages': '{option}: mean points with 95% interval',
  'choices.groups.lower.choice': '{groups} choose it less often than everyone else',
  'choices.groups.higher.choice': '{groups} choose it more often than everyone else',
  'choices.groups.both.choice':
    '{lower} choose it less often and {higher} more often than everyone else',
  'choices.groups.lower.points': '{groups} give it fewer points than everyone else',
  'choices.groups.higher.points': '{groups} give it more points than everyone else',
  'choices.groups.both.points': '{lower} give it fewer points and {higher} more than everyone else',
  'choices.option.rise':
    'In the period before: {before}. A clear rise of {difference}, between {low} and {high}.',
  'choices.option.fall':
    'In the period before: {before}. A clear fall of {difference}, between {low} and {high}.',
  'choices.option.chance':
    'In the period before: {before}. The difference of {difference} has an interval from {low} to {high}, so it may be chance.',
  'choices.trend.name': 'Choice over time',
  'choices.trend.rises': '{option} rises to {value}',
  'choices.trend.falls': '{option} falls to {value}',
  'choices.trend.holds': '{option} holds near {value}',
  'choices.trend.alone': '{option} is at {value}, with too little before to compare',
  'choices.trend.line.choice': 'Share of {option}, {interval}, 95% interval shaded · n = {n}',
  'choices.trend.line.points': 'Points of {option}, {interval}, 95% interval shaded · n = {n}',
  'choices.trend.sentence': 'Line: {first} in the first period, {last} in the last.',
  'choices.whole': 'all {value}',
  'choices.none-asked': 'This survey has no choice question',
  'choices.none-asked.what':
    'Here stands how many chose each option of a question, and how points were shared. Choose another survey above, or add such a question to this one.',
  'choices.none-asked.other':
    'Here stands how many chose each option of a question, and how points were shared. Another survey has such a question:',
} as const satisfies Readonly<Record<string, Wording>>
