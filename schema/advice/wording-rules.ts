/**
 * What makes a wording a bad one, as patterns per language. A rule is written down once per language and says nothing
 * about good wordings it happens to miss: it advises, it never forbids. (Rules of the field: Dillman, Smyth &
 * Christian 2014, Krosnick & Presser 2010; the Chinese ones are ours.)
 */

export const WORDING_RULES = [
  'leading',
  'double',
  'absolute',
  'negation',
  'recall',
  'jargon',
  'tone',
] as const
export type WordingRule = (typeof WORDING_RULES)[number]

export type RulesOfLanguage = Readonly<Record<WordingRule, readonly RegExp[]>> & {
  /** What an item of a pair must not have: it is a neutral noun phrase, read under two headings. */
  item: readonly RegExp[]
  /** More of `unit` than this is too long for one question. */
  most: number
}

const PRAISE_EN =
  'amazing|awesome|excellent|exceptional|fantastic|friendly|great|high-quality|improved|incredible|leading|lovely|outstanding|perfect|superb|top|wonderful|award-winning|world-class|awful|bad|poor|rude|slow|terrible'
const TOPIC_EN =
  'accuracy|appearance|atmosphere|attitude|cleanliness|communication|convenience|cost|courtesy|courteous|delivery|design|ease|fast|food|friendliness|friendly|helpful|helpfulness|knowledge|knowledgeable|packaging|polite|politeness|prices?|pricing|products?|professional|professionalism|quality|quick|reliability|reliable|safety|service|speed|staff|support|value|variety|website'

export const EN: RulesOfLanguage = {
  leading: [
    /\b(do|did|would|was|were|are|is)(n['’]t| not)? (you|it|they|we|our)\b.*\bagree\b/i,
    /\b(do|did|would|was|were|are|is|could|should|have|has)n['’]t (you|it|they|we|our|the)\b/i,
    /, (right|correct|(is|was|did|do|does|are|were|has|have)n['’]t (it|you|they|we))\?/i,
    /^(are|were) you (very |really )?(delighted|glad|happy|pleased|satisfied)\b/i,
    new RegExp(`\\b(our|their|such an?) (\\w+ )?(${PRAISE_EN})\\b`, 'i'),
    new RegExp(`\\bhow (${PRAISE_EN}|good|happy|pleased) (do|did|is|are|was|were|would)\\b`, 'i'),
    /\bhow much (better|do you (enjoy|like|love)|did you (enjoy|like|love)|have we improved|has .* improved)\b/i,
    /\b(what|why) (do|did) you (choose|enjoy|like|love|prefer|trust)\b/i,
    /\b(as you know|clearly|everyone knows|most (customers|people|users)|obviously|of course|studies show|surely)\b/i,
    /\b(give|rate|score) us (a |an )?(10|ten|5|five|top|high|good|positive)\b|\b(5|five)[- ]stars?\b/i,
  ],
  double: [
    new RegExp(
      `\\b(${TOPIC_EN})\\b[^.?]{0,25}\\b(and|or|as well as)\\b[^.?]{0,20}\\b(${TOPIC_EN})\\b`,
      'i',
    ),
    /\band (how|why|what|would|do|did|was|were|is|are) (\w+ )?(you|we|it|they|likely|often)\b/i,
    /\w\/\w/,
  ],
  absolute: [
    /\b(always|never|ever|every time|all the time|everybody|nobody|completely|totally)\b/i,
  ],
  negation: [
    /\b(not|never|no)\b.*\b(not|never|no|without|disagree|dis\w+ied|un(able|happy|clear|likely|satisf\w+|reasonable))\b/i,
    /n['’]t\b.*\b(not|never|no|without|disagree|dis\w+ied|un(able|happy|clear|likely|satisf\w+|reasonable))\b/i,
  ],
  recall: [
    /\b(last|past) (year|two years|twelve months|(6|six|9|nine|1[0-9]|2[0-9]) months|few years)\b/i,
  ],
  jargon: [
    /\b(SLA|KPI|UX|UI|CRM|NPS|CSAT|CES|ROI|SKU|FAQ|omnichannel|touchpoint|onboarding|synerg\w+)s?\b/,
  ],
  tone: [/!/, /\b(click here|pls|plz|awesomesauce)\b/i],
  item: [
    /[?.!]\s*$/,
    /^(are|can|could|did|do|does|has|have|is|was|were|will|would|please|rate)\b/i,
    /\b(i|me|my|us|we|our|you|your)\b/i,
    /\b(quickly|promptly|very|extremely|fast|politely|well|efficiently|always)\b/i,
    /\{brand\}/,
  ],
  most: 25,
}

const PRAISE_ZH =
  '优质|优秀|贴心|一流|出色|卓越|领先|热情|热心|精心|完美|专业|周到|优异|全新升级|糟糕|恶劣|差劲'
const TOPIC_ZH =
  '速度|态度|质量|品质|价格|专业|服务|物流|配送|包装|环境|产品|商品|客服|界面|功能|效率|礼貌|热情|卫生|口味|菜品|准确|及时|沟通|售后|安全|外观|设计|店员|员工|价值|便利|网站|品种'

export const ZH: RulesOfLanguage = {
  leading: [
    /(难道|是不是|不觉得|不认为|是否(也)?(同意|认同|觉得|认为)|(同意|赞成|认同)吗)/,
    /(对吧|是吧|好吧|没错吧|不是吗)/,
    /(满意|喜欢|开心|愉快|高兴)(吗|吧|么)/,
    new RegExp(`(我们|本店|本公司|\\{brand\\})(的)?(${PRAISE_ZH})`),
    new RegExp(`(${PRAISE_ZH})的(\\S{0,4})(服务|产品|商品|客服|团队|体验|员工|质量)`),
    /有多(好|棒|出色|优秀|喜欢|满意|愉快|差)/,
    /(改善|提升|改进|进步)了多少|(好|强|快)了多少/,
    /(最)?(喜欢|欣赏|满意)(我们|本店|\{brand\})?(的)?(什么|哪|之处)|为什么(喜欢|选择|信赖|信任)/,
    /(众所周知|大家都|多数(人|客户|顾客|用户)|显然|毫无疑问|毋庸置疑)/,
    /(五星|5星|满分|好评|打(10|十)分|给(10|十)分)/,
  ],
  double: [
    new RegExp(
      `(${TOPIC_ZH})[^，。？和与及或、]{0,6}(和|与|及|以及|或|或者|、|且|又)[^，。？]{0,6}(${TOPIC_ZH})`,
    ),
    /(并且|而且|同时)/,
  ],
  absolute: [/(总是|从不|从来|从未|每次都|一直都?|完全|任何时候|永远|绝对|所有人)/],
  negation: [/(不|没有|未|无法)[^，。？]{0,8}(不[^，。？同清适]|没有|未能|无法)|不无|并非不/],
  recall: [/(过去|最近|近)(的)?(一年|1年|12个月|十二个月|半年|六个月|6个月|两年|几年)/],
  jargon: [
    /(SLA|KPI|UX|UI|CRM|NPS|CSAT|CES|SOP|SKU|O2O|闭环|赋能|抓手|触达|触点|颗粒度|链路|痛点)/,
  ],
  tone: [/你(?!好)/, /[！!~～]/, /(^|[，。])亲[，,]|敬请|烦请|哦|呢？?$/],
  item: [
    /[？?。]\s*$|吗|是否|如何|怎么样/,
    /(您|我们|我|本店|\{brand\})/,
    /(很|非常|十分|特别|迅速地|快速地)/,
  ],
  most: 40,
}
