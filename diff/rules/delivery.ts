import type { Rule } from '../change.js';
import { describeRules } from './describe-rules.js';

/** Headers, signing, acknowledgement, retries: what is agreed on beside the body. */
export const deliveryRules: readonly Rule[] = describeRules('DELIVERY', {
  'signature-added': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver takes requests without verifying them, as it did',
      provider: 'Requests without a signature are refused',
    },
    remedy: 'Sign before receivers ask for it',
  },
  'signature-removed': {
    verdict: { receiver: 'breaking', provider: 'risky' },
    reason: {
      receiver: 'An older receiver refuses every request: it has no signature',
      provider: 'What is signed is not looked at any more',
    },
    remedy: 'Keep signing',
  },
  'signature-header-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request: it looks for the older header',
      provider: 'A newer receiver refuses every request with the older header',
    },
    remedy: 'Send both headers for a while',
  },
  'signature-algorithm-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request',
      provider: 'A newer receiver refuses every request that is signed as before',
    },
    remedy: 'Sign in both ways, in two headers, for a while',
  },
  'signature-encoding-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request',
      provider: 'A newer receiver refuses every request that is signed as before',
    },
    remedy: 'Sign in both ways, in two headers, for a while',
  },
  'signature-prefix-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request',
      provider: 'A newer receiver refuses every request that is signed as before',
    },
    remedy: 'Sign in both ways, in two headers, for a while',
  },
  'signed-content-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request: it signs something else',
      provider: 'A newer receiver refuses every request that is signed as before',
    },
    remedy: 'Sign in both ways, in two headers, for a while',
  },
  'signed-time-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'An older receiver does not look at it', provider: 'A request without it is refused' },
    remedy: 'Send it before receivers ask for it',
  },
  'signed-time-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'An older receiver refuses requests without it', provider: 'It need not be sent' },
    remedy: 'Keep sending it',
  },
  'signed-time-moved': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'An older receiver looks for it where it was', provider: 'A newer receiver looks for it where it is now' },
    remedy: 'Send it in both places for a while',
  },
  'tolerance-shortened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: {
      receiver: 'An older receiver takes requests that are older than that',
      provider: 'A request that is sent late, or by a clock that is wrong, is refused',
    },
    remedy: 'Look at how late retries are signed',
  },
  'tolerance-lengthened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'An older receiver refuses requests that may be that late now', provider: 'Later requests are taken' },
    remedy: 'Let receivers follow first',
  },
  'dedupe-changed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver may take two deliveries for one, or handle one twice',
      provider: 'What makes a delivery unique has to be sent',
    },
    remedy: 'Keep sending what made a delivery unique',
  },
  'acknowledge-status-dropped': {
    verdict: { receiver: 'breaking', provider: 'risky' },
    reason: {
      receiver: 'What receivers answer counts as a failure: all is sent again, until the provider stops',
      provider: 'It is not to be taken for received any more',
    },
    remedy: 'Take any 2xx for received',
  },
  'acknowledge-narrowed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'A receiver that answers with one of them is sent all again',
      provider: 'They are not to be taken for received any more',
    },
    remedy: 'Take any 2xx for received',
  },
  'acknowledge-widened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: {
      receiver: 'What receivers answer still counts',
      provider: 'They are to be taken for received; to send again would make duplicates',
    },
    remedy: 'Nothing to do',
  },
  'timeout-shortened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'A receiver that is slow to answer is sent all again', provider: 'Waiting longer harms nobody' },
    remedy: 'Acknowledge before handling',
  },
  'timeout-lengthened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: { receiver: 'There is more time to answer', provider: 'To give up earlier would make duplicates' },
    remedy: 'Nothing to do',
  },
  'connect-timeout-shortened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'A receiver that is slow to accept connections is sent all again', provider: 'Waiting longer harms nobody' },
    remedy: 'Keep an instance awake',
  },
  'connect-timeout-lengthened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: { receiver: 'There is more time to accept connections', provider: 'To give up earlier would lose what receivers count on' },
    remedy: 'Nothing to do',
  },
  'retries-fewer': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'There are fewer chances to be up again', provider: 'Trying more often harms nobody' },
    remedy: 'Look at how long a receiver may be down',
  },
  'retries-more': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: { receiver: 'There are more chances to be up again', provider: 'Trying less often would lose what receivers count on' },
    remedy: 'Nothing to do',
  },
  'retries-rescheduled': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: { receiver: 'A receiver that is down may be up too late', provider: 'What is tried at other times would surprise receivers' },
    remedy: 'Look at how long a receiver may be down',
  },
  'retry-for-shortened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'A receiver that is down for longer misses it', provider: 'Trying for longer harms nobody' },
    remedy: 'Look at how long a receiver may be down',
  },
  'retry-for-lengthened': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'A duplicate may come later than what was deduplicated is remembered',
      provider: 'Giving up earlier would lose what receivers count on',
    },
    remedy: 'Look at how long ids are remembered',
  },
  'disable-after-shortened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'Deliveries stop sooner', provider: 'Going on for longer harms nobody' },
    remedy: 'Watch for failures',
  },
  'disable-after-lengthened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: { receiver: 'Deliveries go on for longer', provider: 'Stopping sooner would lose what receivers count on' },
    remedy: 'Nothing to do',
  },
  'notify-changed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: { receiver: 'The notice comes otherwise: whoever waits for it may miss it', provider: 'The notice has to be given otherwise' },
    remedy: 'Give both notices for a while',
  },
  'order-promised': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'What copes with any order copes with this one', provider: 'Events have to be sent in order' },
    remedy: 'Nothing to do',
  },
  'order-dropped': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'What relies on the order fails', provider: 'Any order will do' },
    remedy: 'Add a number or a time to sort by',
  },
  'delivery-documented': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: { receiver: 'It can be relied on now', provider: 'What was free is a promise now' },
    remedy: 'Check that it is what is done',
  },
  'delivery-undocumented': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'It can not be relied on any more', provider: 'What was a promise is free now' },
    remedy: 'Keep it documented',
  },
  'query-parameter-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Code that does not know it passes over it', provider: 'It has to be sent' },
    remedy: 'Nothing to do',
  },
  'query-parameter-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'What reads it finds nothing; the body says the same, where it is signed', provider: 'It need not be sent' },
    remedy: 'Read the body',
  },
  'query-parameter-changed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: { receiver: 'What reads it finds something else', provider: 'Something else has to be sent' },
    remedy: 'Read the body',
  },
  'content-type-changed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: { receiver: 'What looks at the type of the body may refuse it', provider: 'The body has to be sent as that' },
    remedy: 'Keep the type',
  },
  'header-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'Code that does not know it passes over it', provider: 'It may be left out' },
    remedy: 'Nothing to do',
  },
  'required-header-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Code that does not know it passes over it', provider: 'It has to be sent' },
    remedy: 'Send it before it is promised',
  },
  'header-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'It will not come any more; what reads it had to do without it already', provider: 'It need not be sent' },
    remedy: 'Keep sending it for a while',
  },
  'required-header-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'It was always there, and will not come any more', provider: 'It need not be sent' },
    remedy: 'Keep sending it',
  },
  'header-optional': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'What was always there may be absent', provider: 'It may be left out' },
    remedy: 'Keep sending it',
  },
  'header-required': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It is always there', provider: 'It has to be sent' },
    remedy: 'Send it before it is promised',
  },
  'header-value-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Values come that never came before', provider: 'What was sent is still right' },
    remedy: 'Let receivers follow first',
  },
  'header-value-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All that comes was possible before', provider: 'Some of what was sent is not right any more' },
    remedy: 'Send the narrower values first',
  },
  'header-value-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Values come that never came before', provider: 'Some of what was sent is not right any more' },
    remedy: 'Send another header beside it',
  },
  'address-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: { receiver: 'Requests go to another path of the receiver', provider: 'Requests are to be sent to another path' },
    remedy: 'Answer at both for a while',
  },
  'access-tightened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Whoever lacks the scopes does not get it any more', provider: 'Only who has the scopes is to get it' },
    remedy: 'Ask for the scopes first',
  },
  'access-relaxed': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'Whoever got it still does', provider: 'More may get it' },
    remedy: 'Nothing to do',
  },
});
