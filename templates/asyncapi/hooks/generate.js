const { existsSync } = require('node:fs');
const { resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

// This folder is part of the toolkit's package, and the toolkit is what does the work.
const toolkit = resolve(__dirname, '../../../dist/cli/asyncapi-template.js');

module.exports = {
  'generate:after': async function generateWithHookbook(generator) {
    if (!existsSync(toolkit)) throw new Error('hookbook is not built: run `npm install` in its folder');
    const { generateFromTemplate } = await import(pathToFileURL(toolkit).href);
    await generateFromTemplate(generator);
  },
};
