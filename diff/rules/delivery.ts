import type { Rule } from '../change.js';
import { breaking, describeRules, type Judgements, risky, safe } from './judgements.js';

const signedOtherwise: Judgements = {
  receiver: breaking('An older receiver refuses every request'),
  provider: breaking('A newer receiver refuses requests that are signed as before'),
  remedy: 'Send both signatures, in two headers, for a while',
};

/** Headers, signing, acknowledgement, retries: everything in the contract apart from the body. */
export const deliveryRules: readonly Rule[] = describeRules('DELIVERY', {
  'signature-added': {
    receiver: risky('An older receiver still accepts requests without verifying them'),
    provider: breaking('Requests without a signature are refused'),
    remedy: 'Sign before receivers require it',
  },
  'signature-removed': {
    receiver: breaking('An older receiver refuses every request: it has no signature'),
    provider: risky('Signatures are no longer verified'),
    remedy: 'Keep signing',
  },
  'signature-header-changed': {
    receiver: breaking('An older receiver refuses every request: it expects the older header'),
    provider: breaking('A newer receiver refuses requests with the older header'),
    remedy: 'Send both headers for a while',
  },
  'signature-algorithm-changed': signedOtherwise,
  'signature-encoding-changed': signedOtherwise,
  'signature-prefix-changed': signedOtherwise,
  'signed-content-changed': {
    receiver: breaking('An older receiver refuses every request: it expects other content to be signed'),
    provider: breaking('A newer receiver refuses requests that are signed as before'),
    remedy: 'Send both signatures, in two headers, for a while',
  },
  'signed-time-added': {
    receiver: safe('An older receiver ignores it'),
    provider: breaking('A request without it is refused'),
    remedy: 'Send it before receivers require it',
  },
  'signed-time-removed': {
    receiver: breaking('An older receiver refuses requests without it'),
    provider: safe('It need not be sent'),
    remedy: 'Keep sending it',
  },
  'signed-time-moved': {
    receiver: breaking('An older receiver expects it in the older location'),
    provider: breaking('A newer receiver expects it in the new location'),
    remedy: 'Send it in both locations for a while',
  },
  'tolerance-shortened': {
    receiver: safe('An older receiver still accepts older requests'),
    provider: risky('A request that is late, or from a wrong clock, is refused'),
    remedy: 'Check how late retries are signed',
  },
  'tolerance-lengthened': {
    receiver: risky('An older receiver refuses requests that may now be that late'),
    provider: safe('Later requests are accepted'),
    remedy: 'Update receivers first',
  },
  'dedupe-changed': {
    receiver: risky('An older receiver may treat two deliveries as one, or handle one twice'),
    provider: breaking('The new identifier of a delivery must be sent'),
    remedy: 'Keep sending the older identifier',
  },
  'acknowledge-status-dropped': {
    receiver: breaking('The status that receivers send counts as a failure: deliveries are retried until the provider gives up'),
    provider: risky('The status must count as a failure'),
    remedy: 'Accept any 2xx',
  },
  'acknowledge-narrowed': {
    receiver: risky('A receiver that answers with a removed status gets every delivery again'),
    provider: risky('The removed statuses must count as failures'),
    remedy: 'Accept any 2xx',
  },
  'acknowledge-widened': {
    receiver: safe('The status that receivers send still counts'),
    provider: risky('The new statuses must count as received; retries would be duplicates'),
    remedy: 'Nothing to do',
  },
  'timeout-shortened': {
    receiver: risky('A receiver that answers slowly gets deliveries again'),
    provider: safe('Waiting longer does no harm'),
    remedy: 'Acknowledge before handling',
  },
  'timeout-lengthened': {
    receiver: safe('There is more time to answer'),
    provider: risky('Giving up earlier would cause duplicates'),
    remedy: 'Nothing to do',
  },
  'connect-timeout-shortened': {
    receiver: risky('A receiver that accepts connections slowly gets deliveries again'),
    provider: safe('Waiting longer does no harm'),
    remedy: 'Keep an instance running',
  },
  'connect-timeout-lengthened': {
    receiver: safe('There is more time to accept connections'),
    provider: risky('Giving up earlier would lose deliveries that receivers expect'),
    remedy: 'Nothing to do',
  },
  'retries-fewer': {
    receiver: risky('A receiver that is down has fewer chances'),
    provider: safe('Retrying more often does no harm'),
    remedy: 'Check how long your receiver can be down',
  },
  'retries-more': {
    receiver: safe('A receiver that is down has more chances'),
    provider: risky('Retrying less often would lose deliveries that receivers expect'),
    remedy: 'Nothing to do',
  },
  'retries-rescheduled': {
    receiver: risky('A receiver that is down may miss the last retry'),
    provider: risky('Receivers do not expect retries at other times'),
    remedy: 'Check how long your receiver can be down',
  },
  'retry-for-shortened': {
    receiver: risky('A receiver that is down for longer loses deliveries'),
    provider: safe('Retrying for longer does no harm'),
    remedy: 'Check how long your receiver can be down',
  },
  'retry-for-lengthened': {
    receiver: risky('A duplicate may arrive after its id has expired in the inbox'),
    provider: risky('Giving up earlier would lose deliveries that receivers expect'),
    remedy: 'Check how long ids are kept',
  },
  'disable-after-shortened': {
    receiver: risky('The endpoint is disabled sooner'),
    provider: safe('Disabling the endpoint later does no harm'),
    remedy: 'Monitor failures',
  },
  'disable-after-lengthened': {
    receiver: safe('The endpoint is disabled later'),
    provider: risky('Disabling the endpoint sooner would lose deliveries that receivers expect'),
    remedy: 'Nothing to do',
  },
  'notify-changed': {
    receiver: risky('The notice is sent in another way, and may be missed'),
    provider: breaking('The notice must be sent in another way'),
    remedy: 'Send both notices for a while',
  },
  'order-promised': {
    receiver: safe('Code that handles any order handles this one'),
    provider: breaking('Events must be sent in order'),
    remedy: 'Nothing to do',
  },
  'order-dropped': {
    receiver: breaking('Code that relies on the order fails'),
    provider: safe('Any order is allowed'),
    remedy: 'Add a sequence number or a timestamp to sort by',
  },
  'delivery-documented': {
    receiver: safe('Receivers can now rely on it'),
    provider: risky('It is now a promise'),
    remedy: 'Check that the provider does it',
  },
  'delivery-undocumented': {
    receiver: risky('Receivers can no longer rely on it'),
    provider: safe('It is no longer a promise'),
    remedy: 'Keep it documented',
  },
  'query-parameter-added': {
    receiver: safe('Receivers that do not know it ignore it'),
    provider: breaking('It must be sent'),
    remedy: 'Nothing to do',
  },
  'query-parameter-removed': {
    receiver: risky('Code that reads it finds nothing; the signed body has the same value'),
    provider: safe('It need not be sent'),
    remedy: 'Read the body instead',
  },
  'query-parameter-changed': {
    receiver: risky('Code that reads it finds another value'),
    provider: breaking('Another value must be sent'),
    remedy: 'Read the body instead',
  },
  'content-type-changed': {
    receiver: risky('Code that checks the content type may refuse it'),
    provider: breaking('The body must be sent with the new type'),
    remedy: 'Keep the content type',
  },
  'header-added': {
    receiver: safe('Receivers that do not know it ignore it'),
    provider: safe('It is optional'),
    remedy: 'Nothing to do',
  },
  'required-header-added': {
    receiver: safe('Receivers that do not know it ignore it'),
    provider: breaking('It must be sent'),
    remedy: 'Send it before you document it',
  },
  'header-removed': {
    receiver: risky('It is no longer sent; code that reads it could already do without it'),
    provider: safe('It need not be sent'),
    remedy: 'Keep sending it for a while',
  },
  'required-header-removed': {
    receiver: breaking('It was always sent, and is no longer sent'),
    provider: safe('It need not be sent'),
    remedy: 'Keep sending it',
  },
  'header-optional': {
    receiver: breaking('It was always sent, and may now be absent'),
    provider: safe('It is optional'),
    remedy: 'Keep sending it',
  },
  'header-required': {
    receiver: safe('It is always sent'),
    provider: breaking('It must be sent'),
    remedy: 'Send it before you document it',
  },
  'header-value-widened': {
    receiver: breaking('Values arrive that were not possible before'),
    provider: safe('Requests sent as before are still valid'),
    remedy: 'Update receivers first',
  },
  'header-value-narrowed': {
    receiver: safe('All values that arrive were possible before'),
    provider: breaking('Some values that were sent are no longer valid'),
    remedy: 'Send the narrower values first',
  },
  'header-value-changed': {
    receiver: breaking('Values arrive that were not possible before'),
    provider: breaking('Some values that were sent are no longer valid'),
    remedy: 'Send another header as well',
  },
  'address-changed': {
    receiver: risky('Requests go to another path'),
    provider: risky('Requests must be sent to another path'),
    remedy: 'Serve both paths for a while',
  },
  'access-tightened': {
    receiver: breaking('Receivers without the scopes no longer get it'),
    provider: safe('Only receivers with the scopes may get it'),
    remedy: 'Request the scopes first',
  },
  'access-relaxed': {
    receiver: safe('Receivers that got it still get it'),
    provider: safe('More receivers may get it'),
    remedy: 'Nothing to do',
  },
});
