// `npm publish` in a folder would publish package.json with its fields for development, and without the checks of a
// release.
console.error('publish with `npm run release`, which runs in CI: see CONTRIBUTING.md, Release');
process.exitCode = 1;
