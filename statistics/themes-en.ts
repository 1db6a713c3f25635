/** English words of the default themes: SERVQUAL's five dimensions, and what shops hear about. */
export const themesInEnglish = {
  tangibles: `website site app page pages screen screens layout design interface store shop branch
    building facilities equipment packaging box clean cleaner dirty filthy tidy messy dated outdated
    modern shabby comfortable uncomfortable crowded noisy noise parking toilet toilets seating seats
    appearance decor looked looks`,
  reliability: `promise promised promises reliable unreliable reliability wrong wrongly incorrect
    incorrectly mistake mistakes error errors missing forgot forgotten failed fails fail failure
    consistent inconsistent cancelled canceled cancel accurate inaccurate crash crashed crashes bug
    bugs outage stopped twice punctual`,
  responsiveness: `wait waited waiting waits slow slowly slower reply replies replied replying respond
    responds responded response responses responsive unresponsive answer answered answers
    unanswered hold queue queues queuing ignore ignored quick quickly quicker prompt promptly fast
    faster immediately chase chased chasing callback`,
  assurance: `trust trusted trustworthy safe safety unsafe secure security insecure privacy professional
    professionally unprofessional professionalism knowledge knowledgeable expert expertise competent
    incompetent confident confidence reassured reassuring clueless untrained trained training
    explain explained explanation misleading misled lied scam dishonest`,
  empathy: `care cared cares caring uncaring careless listen listened listening understand understood
    understanding kind kindly kindness patient patience impatient empathy personal personally
    attentive considerate inconsiderate sympathetic compassionate thoughtful dismissive
    remembered`,
  delivery: `delivery deliveries deliver delivered delivers delivering undelivered courier couriers
    driver drivers shipping shipped shipment ship parcel parcels package packages tracking late
    arrive arrived arrives arriving arrival dispatch dispatched delay delayed delays postage`,
  price: `price prices priced pricing pricey overpriced expensive cheap cheaper cheapest cost costs
    costly value money afford affordable unaffordable discount discounts fee fees worth`,
  'product-quality': `quality defective defect defects faulty fault faults broken broke breaks damaged
    damage flimsy sturdy durable durability shoddy poorly material materials fresh stale rotten
    expired taste tasty tasteless leaking leaked scratched`,
  billing: `bill bills billed billing invoice invoices invoiced charge charged charges charging
    overcharged refund refunds refunded payment payments pay paid paying card subscription deposit
    receipt statement debit`,
  staff: `staff employee employees agent agents assistant assistants clerk cashier manager managers team
    representative representatives rep reps advisor adviser advisors advisers receptionist waiter
    waitress rude rudely rudeness polite politely impolite friendly unfriendly helpful unhelpful
    courteous attitude`,
} as const
