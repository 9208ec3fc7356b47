import type { Rule } from '../change.js';
import { describeRules } from './describe-rules.js';

/** Headers, signing, acknowledgement, retries: everything in the contract apart from the body. */
export const deliveryRules: readonly Rule[] = describeRules('DELIVERY', {
  'signature-added': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver still accepts requests without verifying them',
      provider: 'Requests without a signature are refused',
    },
    remedy: 'Sign before receivers require it',
  },
  'signature-removed': {
    verdict: { receiver: 'breaking', provider: 'risky' },
    reason: {
      receiver: 'An older receiver refuses every request: it has no signature',
      provider: 'Signatures are no longer verified',
    },
    remedy: 'Keep signing',
  },
  'signature-header-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request: it expects the older header',
      provider: 'A newer receiver refuses requests with the older header',
    },
    remedy: 'Send both headers for a while',
  },
  'signature-algorithm-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request',
      provider: 'A newer receiver refuses requests that are signed as before',
    },
    remedy: 'Send both signatures, in two headers, for a while',
  },
  'signature-encoding-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request',
      provider: 'A newer receiver refuses requests that are signed as before',
    },
    remedy: 'Send both signatures, in two headers, for a while',
  },
  'signature-prefix-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request',
      provider: 'A newer receiver refuses requests that are signed as before',
    },
    remedy: 'Send both signatures, in two headers, for a while',
  },
  'signed-content-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver refuses every request: it expects other content to be signed',
      provider: 'A newer receiver refuses requests that are signed as before',
    },
    remedy: 'Send both signatures, in two headers, for a while',
  },
  'signed-time-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'An older receiver ignores it', provider: 'A request without it is refused' },
    remedy: 'Send it before receivers require it',
  },
  'signed-time-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'An older receiver refuses requests without it', provider: 'It need not be sent' },
    remedy: 'Keep sending it',
  },
  'signed-time-moved': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'An older receiver expects it in the older location', provider: 'A newer receiver expects it in the new location' },
    remedy: 'Send it in both locations for a while',
  },
  'tolerance-shortened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: {
      receiver: 'An older receiver still accepts older requests',
      provider: 'A request that is late, or from a wrong clock, is refused',
    },
    remedy: 'Check how late retries are signed',
  },
  'tolerance-lengthened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'An older receiver refuses requests that may now be that late', provider: 'Later requests are accepted' },
    remedy: 'Update receivers first',
  },
  'dedupe-changed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: {
      receiver: 'An older receiver may treat two deliveries as one, or handle one twice',
      provider: 'The new identifier of a delivery must be sent',
    },
    remedy: 'Keep sending the older identifier',
  },
  'acknowledge-status-dropped': {
    verdict: { receiver: 'breaking', provider: 'risky' },
    reason: {
      receiver: 'The status that receivers send counts as a failure: deliveries are retried until the provider gives up',
      provider: 'The status must count as a failure',
    },
    remedy: 'Accept any 2xx',
  },
  'acknowledge-narrowed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'A receiver that answers with a removed status gets every delivery again',
      provider: 'The removed statuses must count as failures',
    },
    remedy: 'Accept any 2xx',
  },
  'acknowledge-widened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: {
      receiver: 'The status that receivers send still counts',
      provider: 'The new statuses must count as received; retries would be duplicates',
    },
    remedy: 'Nothing to do',
  },
  'timeout-shortened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'A receiver that answers slowly gets deliveries again', provider: 'Waiting longer does no harm' },
    remedy: 'Acknowledge before handling',
  },
  'timeout-lengthened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: { receiver: 'There is more time to answer', provider: 'Giving up earlier would cause duplicates' },
    remedy: 'Nothing to do',
  },
  'connect-timeout-shortened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'A receiver that accepts connections slowly gets deliveries again', provider: 'Waiting longer does no harm' },
    remedy: 'Keep an instance running',
  },
  'connect-timeout-lengthened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: {
      receiver: 'There is more time to accept connections',
      provider: 'Giving up earlier would lose deliveries that receivers expect',
    },
    remedy: 'Nothing to do',
  },
  'retries-fewer': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'A receiver that is down has fewer chances', provider: 'Retrying more often does no harm' },
    remedy: 'Check how long your receiver can be down',
  },
  'retries-more': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: {
      receiver: 'A receiver that is down has more chances',
      provider: 'Retrying less often would lose deliveries that receivers expect',
    },
    remedy: 'Nothing to do',
  },
  'retries-rescheduled': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: { receiver: 'A receiver that is down may miss the last retry', provider: 'Receivers do not expect retries at other times' },
    remedy: 'Check how long your receiver can be down',
  },
  'retry-for-shortened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'A receiver that is down for longer loses deliveries', provider: 'Retrying for longer does no harm' },
    remedy: 'Check how long your receiver can be down',
  },
  'retry-for-lengthened': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: {
      receiver: 'A duplicate may arrive after its id has expired in the inbox',
      provider: 'Giving up earlier would lose deliveries that receivers expect',
    },
    remedy: 'Check how long ids are kept',
  },
  'disable-after-shortened': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'The endpoint is disabled sooner', provider: 'Disabling the endpoint later does no harm' },
    remedy: 'Monitor failures',
  },
  'disable-after-lengthened': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: {
      receiver: 'The endpoint is disabled later',
      provider: 'Disabling the endpoint sooner would lose deliveries that receivers expect',
    },
    remedy: 'Nothing to do',
  },
  'notify-changed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: { receiver: 'The notice is sent in another way, and may be missed', provider: 'The notice must be sent in another way' },
    remedy: 'Send both notices for a while',
  },
  'order-promised': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Code that handles any order handles this one', provider: 'Events must be sent in order' },
    remedy: 'Nothing to do',
  },
  'order-dropped': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Code that relies on the order fails', provider: 'Any order is allowed' },
    remedy: 'Add a sequence number or a timestamp to sort by',
  },
  'delivery-documented': {
    verdict: { receiver: 'safe', provider: 'risky' },
    reason: { receiver: 'Receivers can now rely on it', provider: 'It is now a promise' },
    remedy: 'Check that the provider does it',
  },
  'delivery-undocumented': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'Receivers can no longer rely on it', provider: 'It is no longer a promise' },
    remedy: 'Keep it documented',
  },
  'query-parameter-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Receivers that do not know it ignore it', provider: 'It must be sent' },
    remedy: 'Nothing to do',
  },
  'query-parameter-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'Code that reads it finds nothing; the signed body has the same value', provider: 'It need not be sent' },
    remedy: 'Read the body instead',
  },
  'query-parameter-changed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: { receiver: 'Code that reads it finds another value', provider: 'Another value must be sent' },
    remedy: 'Read the body instead',
  },
  'content-type-changed': {
    verdict: { receiver: 'risky', provider: 'breaking' },
    reason: { receiver: 'Code that checks the content type may refuse it', provider: 'The body must be sent with the new type' },
    remedy: 'Keep the content type',
  },
  'header-added': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'Receivers that do not know it ignore it', provider: 'It is optional' },
    remedy: 'Nothing to do',
  },
  'required-header-added': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'Receivers that do not know it ignore it', provider: 'It must be sent' },
    remedy: 'Send it before you document it',
  },
  'header-removed': {
    verdict: { receiver: 'risky', provider: 'safe' },
    reason: { receiver: 'It is no longer sent; code that reads it could already do without it', provider: 'It need not be sent' },
    remedy: 'Keep sending it for a while',
  },
  'required-header-removed': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'It was always sent, and is no longer sent', provider: 'It need not be sent' },
    remedy: 'Keep sending it',
  },
  'header-optional': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'It was always sent, and may now be absent', provider: 'It is optional' },
    remedy: 'Keep sending it',
  },
  'header-required': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'It is always sent', provider: 'It must be sent' },
    remedy: 'Send it before you document it',
  },
  'header-value-widened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Values arrive that were not possible before', provider: 'Requests sent as before are still valid' },
    remedy: 'Update receivers first',
  },
  'header-value-narrowed': {
    verdict: { receiver: 'safe', provider: 'breaking' },
    reason: { receiver: 'All values that arrive were possible before', provider: 'Some values that were sent are no longer valid' },
    remedy: 'Send the narrower values first',
  },
  'header-value-changed': {
    verdict: { receiver: 'breaking', provider: 'breaking' },
    reason: { receiver: 'Values arrive that were not possible before', provider: 'Some values that were sent are no longer valid' },
    remedy: 'Send another header as well',
  },
  'address-changed': {
    verdict: { receiver: 'risky', provider: 'risky' },
    reason: { receiver: 'Requests go to another path', provider: 'Requests must be sent to another path' },
    remedy: 'Serve both paths for a while',
  },
  'access-tightened': {
    verdict: { receiver: 'breaking', provider: 'safe' },
    reason: { receiver: 'Receivers without the scopes no longer get it', provider: 'Only receivers with the scopes may get it' },
    remedy: 'Request the scopes first',
  },
  'access-relaxed': {
    verdict: { receiver: 'safe', provider: 'safe' },
    reason: { receiver: 'Receivers that got it still get it', provider: 'More receivers may get it' },
    remedy: 'Nothing to do',
  },
});
