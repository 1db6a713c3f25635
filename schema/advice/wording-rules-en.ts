/** The rules of English. */
import type { RulesOfLanguage } from './wording-rules.ts'

const PRAISE_EN =
  'amazing|award-winning|awesome|awful|beautiful|brilliant|dedicated|delicious|delightful|enjoyable|excellent|exceptional|fantastic|friendly|great|high-quality|horrible|impressive|improved|incredible|leading|lovely|memorable|outstanding|perfect|pleasant|poor|rude|skilled|slow|superb|tasty|terrible|top|bad|unbeatable|wonderful|world-class'
/** Said of something unasked, whoever's it is. */
const FLATTERY_EN =
  'amazing|award-winning|awesome|awful|beautiful|brilliant|delicious|delightful|enjoyable|excellent|exceptional|fantastic|high-quality|impressive|incredible|inspiring|lovely|memorable|outstanding|superb|terrible|unbeatable|wonderful|world-class'
/** Words that stand at the ends of one scale. */
const OPPOSITES_EN =
  'big|cheap|clean|cold|dangerous|dirty|early|expensive|fast|formal|heavy|high|hot|late|light|long|loud|low|new|noisy|old|quiet|relaxed|safe|short|simple|slow|small|strong|warm|weak|complicated'
const OURS_EN =
  'brand|chefs?|customers?|couriers?|drivers?|engineers?|guests|nurses?|people|staff|team|users'
const PLACE_EN =
  '(?:by |in |on |at |over )?(?:the |a |our )?(?:app|branch|card|cash|chat|e-?mail|letter|mail|online|person|phone|post|shop|store|text|web ?site)'
const TOPIC_EN =
  'accuracy|appearance|atmosphere|attitude|cleanliness|communication|convenience|cost|courtesy|courteous|delivery|design|ease|fast|food|friendliness|friendly|helpful|helpfulness|knowledge|knowledgeable|packaging|polite|politeness|prices?|pricing|products?|professional|professionalism|quality|quick|reliability|reliable|safety|service|speed|staff|support|value|variety|website'

export const EN: RulesOfLanguage = {
  aside: [
    /,? ?\bwhere \d+ (is|means|stands for|=) [^,?]+?(,| and) (\d+|where \d+) (is|means|stands for|=) [^,?]+/gi,
    /\(?\d+ ?(=|means) ?[^,;)?]+/gi,
    /\b(agree or disagree|if (at all|ever)|(always|never|ever)-\w+|yes,? (no,? )?or (no|not)( yet)?)\b/gi,
  ],
  leading: [
    /\b(do|did|would|was|were|are|is)(n['’]t| not)? (you|it|they|we|our)\b.*\bagree\b/i,
    /\b(do|did|would|was|were|are|is|could|should|have|has)n['’]t (you|it|they|we|our|the)\b/i,
    /, (right|correct|(is|was|did|do|does|are|were|has|have|wo|ca|could|should|would)n['’]t (it|you|they|we))\?/i,
    /^(are|were) you (very |really )?(delighted|glad|happy|pleased|satisfied)\b/i,
    new RegExp(`\\b(our|their|such an?) (\\w+,? ){0,3}(${PRAISE_EN})\\b`, 'i'),
    /\b(favou?rites?|(loyal|valued) (client|customer|guest|member|user)s?|popular with|(ranked|voted) (best|first|number one)|better than (others|the rest|elsewhere|anyone)|our \w+-(class|fast|quality|modern)|the best \w+ (in|of))\b/i,
    /\b(our|your|their) (caring|convenient|easy|efficient|expert|generous|helpful|innovative|modern|quick|simple|smart|talented)(,? (and )?\w+)? [a-z]/i,
    new RegExp(`\\b(an?|the|this|your|any) (${FLATTERY_EN})\\b`, 'i'),
    new RegExp(
      `\\bhow (very |truly )?(${PRAISE_EN}|annoying|confusing|disappointing|exciting|frustrating|stressful|delighted|good|grateful|happy|impressed|pleased|thrilled) (do|did|is|are|was|were|would)\\b`,
      'i',
    ),
    /^(given|considering|knowing|seeing|now that|thanks to|everyone|everybody)\b/i,
    /^(would you say|do you (agree|believe|feel|support|think))\b(?!.*\bor\b)/i,
    /\b(experts?|doctors|researchers|scientists|studies) (agree|believe|recommend|say|show|suggest)\b|^as an? \w+|^how badly\b|\bwe (all )?(work|try|strive|aim|pride)(ed)? (\w+ )?(hard|to|ourselves)\b/i,
    /^just how\b|\bdid (we|our \w+) make (it|your|this)\b|\b(customers?|guests|patients|people|users|members|they) (tell|say|told|said|love|rave)\b|\bthe best [\w' -]{2,30} in\b|\bany (reasonable|sensible|honest)\b/i,
    /\bhow (certain|delighted|excited|glad|grateful|happy|pleased|proud|relieved|sure|surprised|upset) are you that\b|\byou (certainly|must have|no doubt|probably|surely)\b/i,
    /\b(beat|exceed|surpass)(ed)? your expectations\b|\bhow (much|many) .*\b(gain|improve|save)d?\b/i,
    new RegExp(
      `(?<!(should|could|would|might) )\\b(we|our (${OURS_EN})) (have |has )?(done|gone|invested|made|spent|taken|tried|worked)\\b`,
      'i',
    ),
    /\bhow much (better|do you (enjoy|like|love)|did you (enjoy|like|love)|have we improved|has .* improved)\b/i,
    /\b(what|why) (do|did) you (choose|enjoy|like|love|prefer|trust)\b/i,
    /\b(as you know|^clearly|everyone knows|(?<!how )(most|many|all|nine out of ten) (of )?(our )?(clients|customers|guests|members|patients|people|shoppers|users|visitors)|obviously|of course|studies show|surely)\b/i,
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
  joins: /\b(and|or|as well as|but also)\b/i,
  oneThing: [
    /\b(\w+) or (dis|un|in|im|not )\1\b/gi,
    /\b(easy or (difficult|hard)|difficult or easy|better or worse|good or bad|more or less|yes or no)\b/gi,
    new RegExp(`\\b(${OPPOSITES_EN}) or (${OPPOSITES_EN})\\b`, 'gi'),
    /\b(friends?|family|colleagues?) (and|or) (friends?|family|relatives|colleagues?)\b/gi,
    /\bor (not|anyone|anything|someone|something|somebody|otherwise|other|another|elsewhere)\b/gi,
    /\b(back and forth|eat in or take ?away|bed and breakfast|black and white|fish and chips|food and beverages?|profit and loss|research and development|round and round|supply and demand|up and running|wear and tear|food and drinks?|health and safety|pros and cons|terms and conditions|and so on|questions (and|or) (comments|answers))\b/gi,
    /\bbetween \S+( \w+)? and \S+|\b(earlier|later|higher|lower|more|less|sooner|longer|shorter) than, [\w ]+ than,? or \w+|\b\d+ (and|or) \d+/gi,
    new RegExp(`\\b${PLACE_EN}(, ${PLACE_EN})*,? (and|or) ${PLACE_EN}\\b`, 'gi'),
    // Names of one thing, and the points of one scale: quicker, about the same, or slower.
    /\b[A-Z]\w*(, [A-Z]\w*)*,? (and|or|&) [A-Z]\w*/g,
    /-(and|or)-|\b24\/7\b/gi,
    /\b(an?|the) [\w -]+( \w+)? or (to |by |in |at )?(an?|the) [\w -]+/gi,
    /(: | a )\w+, \w+ or \w+/gi,
    /\bhow \w+ or \w+/gi,
    /\b[\w -]+, [\w -]+,? or (about )?the same\b/gi,
    /\b[\w -]+, (about )?(the same|right|as expected|average|fair|neutral|not sure)[\w ]*,? or [\w -]+/gi,
  ],
  absolute: [
    /\b(always|never|ever|every time|all the time|everybody|nobody|completely|totally)\b/i,
  ],
  negation: [
    /\b(not|never|no)\b.*\b(not|never|no|without|disagree|dis\w+ied|un(able|happy|clear|likely|satisf\w+|reasonable))\b/i,
    /(\b(not|never|no|nothing)|n['’]t)\b[^.?]{0,30}\b(un(?!der|i[a-z]|less|til)[a-z]{4,}|in(accurate|adequate|convenient|correct|effective|sufficient)\w*|im(possible|perfect|polite)\w*)\b/i,
    /\b(disagree|den(y|ies)|doubt|oppose|object|refuse|dislike|forbid|prevent)\w*\b[^.?]*\b(not|never|no|without)\b/i,
    /(\b(not|never|no|nothing)|n['’]t)\b[^.?]{0,30}\b(prevent|forbid|prohibit|refuse|fail|lack|avoid|deny|denied)\w*\b/i,
    /(\b(not|never|no|nothing)|n['’]t)\b[^.?]{0,30}\bun(help|friend|satisf|pleas|fair|reli|reason|accept|comfort|clean|tid|safe)\w*/i,
    /n['’]t\b.*\b(not|never|no|without|disagree|dis\w+ied|un(able|happy|clear|likely|satisf\w+|reasonable))\b/i,
  ],
  recall: [
    /\b(last|past) (year|(\w+ )?years|twelve months|(6|six|9|nine|1[0-9]|2[0-9]) months)\b/i,
    /\bvery first (\w+ )?(time|order|purchase|visit|stay|call|contact)\b|\b(years? ago|since you (first )?(became|joined|started))\b/i,
  ],
  hypothetical: [
    /\b(if|imagine|suppose|supposing|assuming|were) (we|you|our|there|it)\b.*\b(would|could|might) (you|it|we)\b|\b(would|could) (you|it)\b.*\bif (we|our|there|it|you)\b|^imagine\b/i,
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
