/** Two providers in a small document: one that signs and has an example with an id, and one that has no examples. */
export const shops = `
asyncapi: 3.1.0
info: { title: Shops, version: 1.0.0 }
channels:
  acme:
    address: /hooks/acme
    messages:
      user.created:
        payload:
          type: object
          required: [type, id, amount]
          properties: { type: { const: user.created }, id: { type: string }, amount: { type: integer } }
        examples:
          - { name: paid, payload: { type: user.created, id: evt_1, amount: 1 } }
          - { name: free, payload: { type: user.created, id: evt_2, amount: 0 } }
      order.created:
        payload:
          type: object
          required: [type, id, total]
          properties: { type: { const: order.created }, id: { type: string, format: uuid }, total: { type: integer, minimum: 5 } }
    x-webhook:
      provider: acme
      signature: { header: X-Acme-Signature, algorithm: hmac-sha256, encoding: hex, prefix: 'sha256=', signed: '{body}' }
      dedupe: [/id]
  other:
    address: /hooks/other
    messages:
      user.created: { payload: { type: object, required: [event], properties: { event: { const: user.created } } } }
    x-webhook: { provider: other }
operations:
  onAcme: { action: receive, channel: { $ref: '#/channels/acme' } }
  onOther: { action: receive, channel: { $ref: '#/channels/other' } }
`;
