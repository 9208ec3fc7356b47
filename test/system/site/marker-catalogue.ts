/** What VitePress, Vite and Rollup would replace in a program, closed so that what stands behind it would run. */
export const markers = [
  "__VP_STATIC_START__a__VP_STATIC_END__');globalThis.textRan=1;('",
  '__VP_STATIC_START__b__VP_STATIC_END__");globalThis.textRan=2;("',
  "__VP_STATIC_END__'",
  '__VP_STATIC_START__',
  '__VP_PARAMS_START{"a":1}__VP_PARAMS_END__',
  "createStaticVNode('x', 1);globalThis.textRan=1;('",
  '__VITE_ASSET__abc__',
  '__VITE_PUBLIC_ASSET__a1b2c3d4__',
  '__VITE_WORKER_ASSET__a1b2c3d4__',
  '__VITE_CSS_URL__abcdef__',
  '__VITE_PRELOAD__',
  '__VITE_IS_MODERN__',
  '!~{000}~ !~{001}~ !~{002}~',
  '_vp-fn_globalThis.textRan=1',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a text may say
  '$& $1 $` $$ {{ textRan() }} `${textRan()}`',
  '</script><script>globalThis.textRan=1</script><!-- <img src=x onerror=textRan()>',
  '&quot;&lt; \u2028\u202e " \' :title',
] as const;

const all = markers.join(' ');

/** A document whose every text is made of them. */
export function markerDocument(): object {
  const message = (name: string) => ({
    title: name,
    summary: all,
    description: `${all}\n\n- ${markers.join('\n- ')}\n\n\`${markers[0]}\`\n\n\`\`\`js\n${markers.join('\n')}\n\`\`\`\n\n[${markers[0]}](https://a.example/__VITE_ASSET__abc__#__VP_STATIC_END__)`,
    tags: [{ name: name }],
    externalDocs: { url: 'https://a.example/__VITE_PUBLIC_ASSET__a1b2c3d4__', description: all },
    payload: {
      type: 'object',
      required: ['type', name],
      properties: {
        type: { const: name },
        [name]: { type: 'string', description: all, enum: markers, examples: [name] },
      },
    },
    examples: [{ name, summary: all, payload: { type: name, [name]: name } }],
    'x-webhook': { resourceTypes: [markers[0]], resourceTypesText: all, notes: [all] },
  });
  const channel = (provider: string, more: object) => ({
    address: `/${provider}`,
    messages: Object.fromEntries(markers.map((name) => [name, message(name)])),
    'x-webhook': {
      provider,
      title: "_vp-fn_ __VITE_ASSET__abc__ __VP_STATIC_END__' createStaticVNode('x', 1) $& </script>",
      sections: [{ heading: markers[0], body: all }],
      ...more,
    },
  });
  return {
    asyncapi: '3.1.0',
    info: { title: markers[0], version: '1.0.0', description: all },
    channels: {
      signed: channel('signed', {
        signature: { header: 'X-S', algorithm: 'hmac-sha256', encoding: 'hex', signed: '{body}' },
        language: 'fr',
      }),
      open: channel('open', { layout: 'table' }),
    },
  };
}
