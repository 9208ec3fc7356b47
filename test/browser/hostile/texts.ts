/**
 * Texts that would do something if the site took them for more than text: each a class of its own. `PWNED` is the canary, which nobody may
 * touch, neither while the site is built nor in the browser.
 */
export const hostileTexts: Readonly<Record<string, string>> = {
  html: '<img src=x onerror=PWNED()><script>PWNED()</script><svg onload=PWNED()><iframe srcdoc="<script>PWNED()</script>">',
  'closing-tags': '</title></script></style></template></code></pre></div></body></html><script>PWNED()</script>',
  attributes: `" onfocus="PWNED()" autofocus tabindex="0" x="' onmouseover='PWNED()' x='`,
  'vue-expressions': `{{ constructor.constructor('PWNED()')() }} {{ $attrs.PWNED }} {{ globalThis.PWNED }}`,
  'vue-directives': `<div v-html="PWNED()" @click="PWNED()"></div><component :is="'script'">PWNED()</component><PageTabs v-if="PWNED()">`,
  'vue-scripts': '<script setup>PWNED()</script><script client>PWNED()</script><style>@import "https://tracker.invalid/a.css"</style>',
  strings: `'+PWNED()+'"+PWNED()+"\`+PWNED()+\`$\{PWNED()}\\u0027;PWNED()//*/PWNED()/*`,
  'script-links': '[x](javascript:PWNED()) [y](data:text/html,<script>PWNED()</script>) <javascript:PWNED()> [z](<vbscript:PWNED()>)',
  'remote-links': '![p](https://tracker.invalid/p.png) <link rel=preload href=https://tracker.invalid/l> [q][r]',
  includes: '<!--@include: ../../package.json--> <!-- @content --> <<< ../../package.json [[toc]] @[x](../../package.json)',
  attributed: 'x {#app .vp-doc onclick=PWNED() style="display:none"} ![x](x.png){onerror=PWNED()} `x`{.y onclick=PWNED()}',
  markers: `__VP_STATIC_END__'+PWNED()+' __VP_STATIC_START__ __VITE_ASSET__x__ __VITE_ASSET__ab__$_cd__ __VITE_PUBLIC_ASSET__0__`,
  defines: `import.meta.env.MODE process.env.NODE_ENV __VUE_OPTIONS_API__ import.meta.glob('**') __VP_PARAMS_START__ %BASE_URL%`,
  markdown: '**x** _y_ ~~z~~ `PWNED()` | a | b | # h --- ::: danger *** 1. 2) > [!NOTE] \\* &lt;img src=x onerror=PWNED()&gt; &#60;b&#62;',
  bidi: 'a\u202egnp.exe\u202c \u2066b\u2069 \u200bc\ufeff \u{e0041}d',
  'words-of-javascript': 'constructor',
};

/** What only a text of several lines can try: in prose, where there may be more than one. */
export const hostileProse = [
  '<<< ../../package.json',
  '<!--@include: ../../package.json-->',
  '[[toc]]',
  '::: danger {{ PWNED() }}\nx\n:::',
  '---\ntitle: PWNED\nhead: [[script, {}, "PWNED()"]]\n---',
  '# Heading {#app onclick=PWNED()}',
  '```js:line-numbers {1} [<img src=x onerror=PWNED()>]\n</script><script>PWNED()</script> {{ PWNED() }}\n```',
  '::: code-group\n```js [{{ PWNED() }}]\n1\n```\n:::',
  '<script setup>\nPWNED()\n</script>',
  '| a | b |\n| - | - |\n| <img src=x onerror=PWNED()> | {{ PWNED() }} |',
  'a\u2028b\u2029c\u0085d',
  '- [ ] <input autofocus onfocus=PWNED()>\n\n      {{ PWNED() }}',
].join('\n\n');
