import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionNames, isReservedKey, moduleNames, pascalCase, providerKey } from '../../../catalogue/model/names.js';

describe('pascalCase', () => {
  it.each([
    { given: 'order.created', want: 'OrderCreated' },
    { given: 'unfinished_order.created', want: 'UnfinishedOrderCreated' },
    { given: 'application.subscriptionStatusChanged', want: 'ApplicationSubscriptionStatusChanged' },
    { given: 'ORDER_CREATED', want: 'OrderCreated' },
    { given: '_ACH_NOTIFICATION', want: 'AchNotification' },
    { given: '3d-secure', want: 'N3dSecure' },
    { given: 'évènement.créé', want: 'ÉvènementCréé' },
    { given: '../../etc/passwd', want: 'EtcPasswd' },
    { given: '💥', want: 'U1f4a5' },
    { given: '\u{1E5D0}.\uA7DA', want: 'U1e5d0' },
    { given: '?', want: 'Unnamed' },
    { given: '', want: 'Unnamed' },
  ])('$given → $want', ({ given, want }) => expect(pascalCase(given)).toBe(want));

  it('is an identifier whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => /^[\p{ID_Start}][\p{ID_Continue}]*$/u.test(pascalCase(name))),
      { numRuns: 2000 },
    );
  });
});

describe('providerKey', () => {
  it.each([
    { given: 'Slack Real Time Messaging API', want: 'slack-real-time-messaging-api' },
    { given: 'Événements Créads', want: 'evenements-creads' },
    { given: '3D', want: 'webhooks-3d' },
    { given: '<img src=x>', want: 'img-src-x' },
    { given: '日本語', want: 'webhooks' },
  ])('$given → $want', ({ given, want }) => expect(providerKey(given)).toBe(want));

  it('is a plain file name whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => /^[a-z][a-z0-9-]{0,63}$/.test(providerKey(title))),
      { numRuns: 2000 },
    );
  });

  it('knows the names that files must not have', () => {
    expect(['index', 'strict', 'nul', 'com1'].every(isReservedKey)).toBe(true);
    expect(isReservedKey('ecwid')).toBe(false);
  });
});

describe('definitionNames', () => {
  it('takes the last segment, then more of the path, then the same with Schema', () => {
    expect(definitionNames(['components', 'schemas', 'field_change'])).toEqual(['FieldChange', 'FieldChangeSchema']);
    expect(definitionNames(['x-hookbook-files', 'common:money.yaml', 'Amount'])).toEqual([
      ...['Amount', 'MoneyAmount', 'CommonMoneyAmount'],
      ...['AmountSchema', 'MoneyAmountSchema', 'CommonMoneyAmountSchema'],
    ]);
  });
});

describe('names that something else has', () => {
  it.each(['com0', 'lpt0', 'com9', 'nul', 'index'])('no provider is called %s', (key) => expect(isReservedKey(key)).toBe(true));

  it('of a provider called `is`, the list of names is no guard', () => expect(moduleNames('Is')).toContain('EventNames'));
});
