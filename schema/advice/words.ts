/** The advice in words, for staff; `{value}` is the number of the finding. */
import type { AdviceCode } from './advice.ts'

export const ADVICE_WORDS: Readonly<Record<'en' | 'zh-CN', Readonly<Record<AdviceCode, string>>>> =
  {
    en: {
      leading:
        'This wording leads: it tells people which answer is hoped for. Ask without praise or blame.',
      double:
        'Two things are asked at once: whoever likes one and not the other cannot answer. Ask them apart.',
      absolute: 'Words such as “always” and “never” push people to say no. Leave them out.',
      negation: 'Two negatives are easily misread. Say it the other way round.',
      recall: 'Nobody remembers that far back. Ask about the last time, or the last month.',
      hypothetical:
        'What people say they would do tells little about what they do. Ask what they did, or what they think of what there is.',
      jargon: 'A word of the trade that customers may not know.',
      tone: 'Neutral and plain works best: no exclamation marks, no coaxing.',
      long: 'Long questions are skimmed. Say it in one short sentence.',
      item: 'The item of a pair is a neutral noun phrase, such as “Speed of reply”: the same words carry what was expected and what was got. No question, no brand, no praise.',
      'mixed-expectations':
        'Pairs of different kinds of expectation stand side by side: their gaps cannot be averaged or compared.',
      'nps-reworded':
        'With another wording this is another question, and its score cannot be compared with anybody’s NPS. Leave the standard wording.',
      required: 'People who must answer leave, or answer anything. Optional questions lose little.',
      slider:
        'Sliders take longer, are answered less on phones, and lean to where they start. A row of numbers measures as well.',
      smileys:
        'Faces are read differently by age and culture, and the middle one as unhappy. Use numbers where results are compared.',
      stars:
        'Stars invite the habits of shop ratings: mostly four and five. Use numbers where results are compared.',
      'too-long':
        'About {value} seconds: beyond five minutes people leave. Draw a sample of the pairs, or ask less.',
      'many-texts': '{value} open questions: one or two get better answers.',
    },
    'zh-CN': {
      leading: '措辞有引导性，暗示了期待的回答。请去掉褒贬。',
      double: '一题问了两件事，只认可其中一件的人无法作答。请分成两题。',
      absolute: '“总是”“从不”一类的词会使人倾向于否定，请删去。',
      negation: '双重否定容易误读，请换成肯定的说法。',
      recall: '时间太久，难以回忆。请问最近一次，或最近一个月。',
      hypothetical: '假设的情形难以如实回答。请问实际做过的事，或对现状的看法。',
      jargon: '行业用语，顾客不一定懂。',
      tone: '语气宜平实：用“您”，不用感叹号，不劝诱。',
      long: '题目过长，容易被略读。请用一句短话。',
      item: '配对题的题项应为中性的名词短语，如“答复速度”：同一措辞既问应有水平，也问实际感受。不用问句、品牌名和褒贬词。',
      'mixed-expectations': '同一问卷混用了不同的期望口径，差距不能平均，也不能比较。',
      'nps-reworded': '改动措辞后就是另一道题，分数不能再与他人的净推荐值比较。请保留标准措辞。',
      required: '必填会使人中途离开或随意作答；设为选填，损失很少。',
      slider: '滑动条耗时更长，手机上作答更少，且受起点影响。一排数字的测量效果相同。',
      smileys: '表情的含义因年龄和文化而异，中间的常被看作不高兴。需要比较时请用数字。',
      stars: '星级容易沿用购物评价的习惯，多为四星、五星。需要比较时请用数字。',
      'too-long': '约需 {value} 秒，超过五分钟会有人中途离开。请随机抽取部分题项，或减少题目。',
      'many-texts': '共有 {value} 道开放题，留一两道，回答会更好。',
    },
  }
